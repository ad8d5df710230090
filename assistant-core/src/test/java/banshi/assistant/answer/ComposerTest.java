package banshi.assistant.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.assistant.Block;
import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.assistant.Utterance;
import banshi.assistant.dialogue.Move;
import banshi.assistant.release.TestRelease;
import banshi.assistant.understanding.Reading;
import banshi.assistant.understanding.Subject;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.Fact;
import banshi.corpus.KnownMatter;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.ReplyTemplate;
import banshi.corpus.TemplateId;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;
import banshi.corpus.Validity;
import banshi.corpus.Verdict;
import banshi.corpus.When;
import banshi.graph.KnowledgeGraph;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComposerTest {
    private static final LocalDate DAY = TestRelease.DAY;
    private static final MatterId HUKOUBU = new MatterId("huji-hukoubu-reissue");
    private static final AspectId FEE = new AspectId("fee");
    private static final Content REAL = TestRelease.content();
    private static final Reading NO_READING = new Reading(List.of(), List.of(), true, Reading.Step.MEANING);

    // ---- small content: one matter, with other templates or another fee ----

    private static Matter hukoubu() {
        return REAL.matters().stream()
                .filter(m -> m.id().equals(HUKOUBU))
                .findFirst()
                .orElseThrow();
    }

    private static Matter hukoubu(Fact fee, @Nullable Validity valid) {
        var m = hukoubu();
        return new Matter(
                m.id(),
                m.name(),
                m.shortName(),
                m.aliases(),
                m.category(),
                m.department(),
                m.audience(),
                m.crossRegion(),
                m.hotline(),
                m.confidence(),
                valid,
                m.summary(),
                m.neighbours(),
                m.situations(),
                m.outcomes(),
                m.conditions(),
                m.materials(),
                m.process(),
                m.online(),
                m.timeLimit(),
                fee,
                m.where(),
                m.agent(),
                m.delivery(),
                m.resultValidity(),
                m.progress(),
                m.special(),
                m.facts(),
                m.legalBasis(),
                m.sources());
    }

    private static Fact fee(String text, boolean unsure, Fact.Variant... variants) {
        return new Fact(text, unsure, List.of("caizong-97"), null, List.of(variants));
    }

    private static ReplyTemplate template(String id, String text) {
        return template(id, text, null, null, null);
    }

    private static ReplyTemplate template(
            String id, String text, @Nullable When when, @Nullable String region, @Nullable Validity valid) {
        return new ReplyTemplate(
                new TemplateId(id), HUKOUBU, FEE, null, when, region, null, valid, text, "{{fee}}。", List.of());
    }

    private static Composer composer(Matter matter, ReplyTemplate... templates) {
        return composer(List.of(), matter, templates);
    }

    private static Composer composer(List<KnownMatter> catalogue, Matter matter, ReplyTemplate... templates) {
        var content = new Content(
                REAL.aspects(),
                List.of(matter),
                catalogue,
                List.of(templates),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                REAL.topics(),
                List.of(),
                REAL.allowList());
        return new Composer(content, KnowledgeGraph.compile(content));
    }

    private static Composer composer(ReplyTemplate... templates) {
        return composer(hukoubu(fee("收5元", false), null), templates);
    }

    private static Reply asked(Composer composer, @Nullable String region, LocalDate day) {
        return composer.compose(
                new Move.Answer(new Candidate(HUKOUBU, FEE, 0.9)),
                NO_READING,
                new Utterance("问", Utterance.Channel.WEB, region, day));
    }

    private static Reply asked(Composer composer) {
        return asked(composer, null, DAY);
    }

    private static String words(Reply reply) {
        return PlainText.of(reply.blocks());
    }

    // ---- which template ----

    @Test
    void prefersTheTemplateOfTheSmallerRegion() {
        var composer = composer(
                template("a", "全国。"), template("b", "全省。", null, "33", null), template("c", "杭州。", null, "3301", null));

        assertThat(words(asked(composer))).startsWith("全国。");
        assertThat(words(asked(composer, "330106", DAY))).startsWith("杭州。");
        assertThat(words(asked(composer, "330200", DAY))).startsWith("全省。");
        assertThat(words(asked(composer, "310000", DAY))).startsWith("全国。");
    }

    @Test
    void composesTheSameWordsOnceHoweverSureAReadingIs() {
        var composer = composer(template("a", "全国。"));
        var sure = composer.compose(answer(0.99), NO_READING, new Utterance("问", Utterance.Channel.WEB, null, DAY));
        var other = new Reading(List.of(), List.of(new Candidate(HUKOUBU, FEE, 0.7)), true, Reading.Step.WORDS);
        var lessSure = composer.compose(answer(0.7), other, new Utterance("问吧", Utterance.Channel.WECHAT, null, DAY));

        assertThat(lessSure.blocks()).isSameAs(sure.blocks());
        assertThat(((Reply.Answer) sure).confidence()).isEqualTo(0.99);
        assertThat(((Reply.Answer) lessSure).confidence()).isEqualTo(0.7);
        assertThat(lessSure.candidates()).isEqualTo(other.candidates());
    }

    private static Move answer(double p) {
        return new Move.Answer(new Candidate(HUKOUBU, FEE, p));
    }

    @Test
    void leavesOutATemplateWhoseSituationIsNotKnown() {
        var composer = composer(
                template("a", "一般的。"), template("b", "丢了的。", new When(Map.of("reason", List.of("lost"))), null, null));

        assertThat(words(asked(composer))).startsWith("一般的。");
    }

    @Test
    void obeysValidityDatesOfTemplates() {
        var composer = composer(
                template("old", "旧的。", null, null, new Validity(null, DAY)),
                template("new", "新的。", null, null, new Validity(DAY.plusDays(1), null)));

        assertThat(words(asked(composer))).startsWith("旧的。");
        assertThat(words(asked(composer, null, DAY.plusDays(1)))).startsWith("新的。");
    }

    @Test
    void breaksTiesById() {
        assertThat(words(asked(composer(template("b", "乙。"), template("a", "甲。")))))
                .startsWith("甲。");
    }

    @Test
    void passesOnWhereNoTemplateHoldsOrTheMatterIsNoLongerValid() {
        var expired = composer(template("old", "旧的。", null, null, new Validity(null, DAY.minusDays(1))));
        var closed = composer(hukoubu(fee("收5元", false), new Validity(null, DAY.minusDays(1))), template("a", "还有。"));

        for (var composer : List.of(expired, closed, composer())) {
            assertThat(asked(composer))
                    .isInstanceOfSatisfying(
                            Reply.Handoff.class,
                            handoff -> assertThat(handoff.matter()).isEqualTo(HUKOUBU));
            assertThat(words(asked(composer))).contains("户口本补办").contains("12345");
        }
    }

    // ---- facts ----

    @Test
    void fillsFactsInAndSaysWhatIsUnsure() {
        var sure = asked(composer(template("a", "{{short-name}}{{fee}}。")));
        var unsure = (Reply.Answer) asked(composer(hukoubu(fee("收5元", true), null), template("a", "补办{{fee}}。")));

        assertThat(words(sure)).isEqualTo("户口本补办收5元。");
        assertThat(words(unsure)).startsWith("补办收5元（以窗口答复为准）。");
        assertThat(unsure.spoken()).isEqualTo("收5元，以窗口答复为准。");
    }

    @Test
    void saysWhatHoldsInTheRegion() {
        var local = new Fact.Variant(null, "3301", "杭州免费", false, List.of("guifan-12"), null);
        var composer = composer(hukoubu(fee("收5元", true, local), null), template("a", "{{fee}}。"));

        assertThat(words(asked(composer, "330106", DAY))).startsWith("杭州免费。");
        assertThat(words(asked(composer))).startsWith("收5元（以窗口答复为准）。");
    }

    @Test
    void asksToVerifyAFactThatIsNoLongerValid() {
        var expired = new Fact("收5元", false, List.of("caizong-97"), new Validity(null, DAY), List.of());
        var composer = composer(hukoubu(expired, null), template("a", "{{fee}}。"));

        assertThat(words(asked(composer))).startsWith("收5元。");
        assertThat(words(asked(composer, null, DAY.plusDays(1))))
                .startsWith("请拨12345核实。")
                .doesNotContain("5元");
    }

    @Test
    void citesWhatTheFactsRestOnOrElseTheMatter() {
        var fact = (Reply.Answer) asked(composer(new ReplyTemplate(
                new TemplateId("a"), HUKOUBU, FEE, null, null, null, null, null, "{{fee}}。", "好", List.of())));
        var none = (Reply.Answer) asked(composer(new ReplyTemplate(
                new TemplateId("a"), HUKOUBU, FEE, null, null, null, null, null, "不收。", "好", List.of())));
        var own = (Reply.Answer) asked(composer(new ReplyTemplate(
                new TemplateId("a"), HUKOUBU, FEE, null, null, null, null, null, "不收。", "好", List.of("guifan-16"))));

        assertThat(fact.citations()).extracting(c -> c.title()).containsExactly("财综〔2012〕97号");
        assertThat(none.citations()).extracting(c -> c.article()).containsExactly("第四条", "第十二条");
        assertThat(own.citations()).extracting(c -> c.article()).containsExactly("第十六条");
    }

    // ---- blocks ----

    /** The usual case is that of the first option of each situation: the book was lost. */
    @Test
    void listsTheUsualCaseToTickOffAndOtherCasesBelowIt() {
        var answer = (Reply.Answer) asked(composer(template("a", "要带：\n\n{{materials}}")));
        var untitled = asked(composer(template("a", "要带的不多。\n\n{{materials}}")));

        assertThat(answer.blocks().get(1)).isInstanceOfSatisfying(Block.Checklist.class, list -> {
            assertThat(list.title()).isEmpty();
            assertThat(list.items()).extracting(Block.Checklist.Item::id).containsExactly("id-card", "loss-statement");
            assertThat(list.items()).extracting(Block.Checklist.Item::required).containsExactly(false, false);
        });
        assertThat(answer.blocks().get(2)).isInstanceOfSatisfying(Block.Points.class, points -> {
            assertThat(points.title()).isEqualTo("有下面情况的，还要");
            assertThat(points.items())
                    .anyMatch(p -> p.title().contains("破损了") && p.text().equals("破损的旧户口簿"))
                    .anyMatch(p -> p.title().contains("不在这本户口上的亲属") && p.text().equals("委托书和双方身份证件（以窗口答复为准）"));
        });
        assertThat(((Block.Checklist) untitled.blocks().get(1)).title()).isEqualTo("要准备的");
        assertThat(answer.materials()).extracting(RequiredMaterial::id).contains("id-card", "proxy-letter");
        assertThat(answer.materials())
                .filteredOn(RequiredMaterial::required)
                .extracting(RequiredMaterial::id)
                .isEmpty(); // 遗失声明 only when the book was lost, one's own 身份证 only where no relative comes
    }

    @Test
    void linksToTheAllowListAndSaysWhatToSearchFor() {
        assertThat(asked(composer(template("a", "{{online.link}}"))).blocks())
                .contains(new Block.Link("浙里办（浙江政务服务网）", "https://www.zjzwfw.gov.cn/", "打开后搜“户口簿补领”"));
    }

    @Test
    void offersWhatPeopleAskNextButNotTheSameAgain() {
        var graph = KnowledgeGraph.compile(REAL);
        var real = new Composer(REAL, graph);
        for (var template : REAL.templates()) {
            var reply = real.compose(
                    new Move.Answer(new Candidate(template.matter(), template.aspect(), 1)),
                    NO_READING,
                    new Utterance("问", Utterance.Channel.WEB, null, DAY));

            var choices = ((Block.Choices) reply.blocks().getLast()).items();
            assertThat(choices).hasSize(3).extracting(Choice::id).containsExactly("1", "2", "3");
            assertThat(choices.subList(0, 2))
                    .allMatch(c -> template.matter().equals(c.matter())
                            && !template.aspect().equals(c.aspect()));
            var last = choices.getLast();
            assertThat(template.matter().equals(last.matter())
                                    && !template.aspect().equals(last.aspect())
                            || graph.next(template.matter()).contains(last.matter()))
                    .as("%s: more of this matter, or what the same event of life brings along", template.id())
                    .isTrue();
        }
    }

    @Test
    void knowsWhichAspectsItCanAnswer() {
        var answerable = composer(template("a", "甲。")).answerable();

        assertThat(answerable).containsExactly(Map.entry(HUKOUBU, java.util.Set.of(FEE)));
    }

    // ---- everything else ----

    private static Reply composed(Move move) {
        return new Composer(REAL, KnowledgeGraph.compile(REAL))
                .compose(move, NO_READING, new Utterance("问", Utterance.Channel.WEB, null, DAY));
    }

    @Test
    void asksWhichAspectOrWhichMatterIsMeant() {
        var aspects = composed(new Move.Clarify(
                List.of(new Candidate(HUKOUBU, FEE, 0.4), new Candidate(HUKOUBU, new AspectId("materials"), 0.3))));
        var matters = (Reply.Clarify) composed(new Move.Clarify(List.of(
                new Candidate(HUKOUBU, FEE, 0.4),
                new Candidate(new MatterId("huji-adoption-registration"), new AspectId("overview"), 0.3))));

        assertThat(words(aspects)).isEqualTo("我没听准您想问哪一点，是下面哪个？\n\n1. 户口本补办要多少钱\n2. 户口本补办要带什么材料");
        assertThat(words(matters)).isEqualTo("我怕给您说错，您问的是下面哪件事？\n\n1. 户口本补办要多少钱\n2. 收养孩子上户口是怎么回事");
        assertThat(matters.choices()).extracting(Choice::id).containsExactly("1", "2");
    }

    @Test
    void passesAMatterWithoutContentOnToItsHotline() {
        for (var matter : REAL.matters()) {
            if (matter.id().equals(HUKOUBU)) continue;
            var known = TestRelease.known(matter);
            var reply = (Reply.Handoff) composer(List.of(known), hukoubu())
                    .compose(
                            new Move.PassOn(known.id()),
                            NO_READING,
                            new Utterance("问", Utterance.Channel.WEB, null, DAY));

            assertThat(reply.matter()).isEqualTo(known.id());
            assertThat(words(reply))
                    .contains("“" + known.shortName() + "”")
                    .contains(REAL.allowList().phone(known.hotline()).number());
        }
    }

    static Stream<Topic> topics() {
        return REAL.topics().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    void addressesATopicAsItsActSays(Topic topic) {
        var reply = composed(new Move.Address(topic.id()));

        switch (topic.act()) {
            case DECLINE -> assertThat(reply).isInstanceOf(Reply.Decline.class);
            case HANDOFF -> assertThat(reply).isInstanceOf(Reply.Handoff.class);
            case SMALLTALK -> assertThat(reply).isInstanceOf(Reply.Smalltalk.class);
            case EMERGENCY -> assertThat(reply).isInstanceOf(Reply.Emergency.class);
        }
        assertThat(words(reply)).isNotBlank().doesNotContain("{{", "null", "。。", "，。");
        if (topic.phone() != null)
            assertThat(words(reply))
                    .contains(REAL.allowList().phone(topic.phone()).number());
    }

    @Test
    void namesWhatElseMayBeMeantBelowATopicThatIsNotTheLikeliest() {
        var topic = new TopicId("passport-lost-abroad");
        var matter = new MatterId("crj-passport-reissue");
        var ours = new Reading.Likely(new Subject.OfMatter(matter, true), 0.6);
        var notOurs = new Reading.Likely(new Subject.OfTopic(topic, Topic.Act.DECLINE), 0.4);
        var candidates = List.of(new Candidate(matter, new AspectId("special"), 0.5));

        assertThat(addressed(topic, new Reading(List.of(ours, notOurs), candidates, true, Reading.Step.MEANING))
                        .blocks())
                .filteredOn(Block.Choices.class::isInstance)
                .singleElement()
                .satisfies(b -> assertThat(((Block.Choices) b).items())
                        .extracting(c -> c.matter())
                        .containsExactly(matter));
        assertThat(addressed(topic, new Reading(List.of(notOurs, ours), candidates, true, Reading.Step.MEANING))
                        .blocks())
                .noneMatch(Block.Choices.class::isInstance);
    }

    private static Reply addressed(TopicId topic, Reading reading) {
        return new Composer(REAL, KnowledgeGraph.compile(REAL))
                .compose(new Move.Address(topic), reading, new Utterance("问", Utterance.Channel.WEB, null, DAY));
    }

    @Test
    void refusesATopicItDoesNotKnow() {
        assertThatThrownBy(() -> composed(new Move.Address(new TopicId("no-such-topic"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such-topic");
    }

    @Test
    void givesUpWithAWayOn() {
        var reply = composed(new Move.GiveUp());

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Decline.class, d -> assertThat(d.topic()).isNull());
        assertThat(words(reply)).contains("12345");
    }

    @Test
    void carriesTheVerdictOfTheTemplate() {
        var verdicts = new ArrayList<Verdict>();
        for (var matter : REAL.matters()) {
            var reply =
                    (Reply.Answer) composed(new Move.Answer(new Candidate(matter.id(), new AspectId("can-online"), 1)));
            assertThat(reply.verdict())
                    .isNotNull()
                    .isEqualTo(matter.online().mode().verdict());
            verdicts.add(reply.verdict());
        }
        assertThat(verdicts).contains(Verdict.YES, Verdict.NO, Verdict.DEPENDS);
    }

    @Test
    void whatWasOnlyNamedOffersWhatTheEditorsHaveSaid() {
        var topic = REAL.topics().stream()
                .filter(t -> t.choices().size() > 1)
                .findFirst()
                .orElseThrow();
        var likely = new Reading.Likely(new Subject.OfTopic(topic.id(), topic.act()), .9);
        var unlikely = List.of(new Candidate(HUKOUBU, FEE, .01), new Candidate(HUKOUBU, new AspectId("process"), .01));
        var reading = new Reading(List.of(likely), unlikely, true, Reading.Step.MEANING);
        var composer = new Composer(REAL, KnowledgeGraph.compile(REAL));

        for (var move : List.of(new Move.Clarify(unlikely), new Move.Address(topic.id()))) {
            var reply = (Reply.Clarify)
                    composer.compose(move, reading, new Utterance("户口", Utterance.Channel.WEB, null, DAY));

            assertThat(reply.choices()).extracting(Choice::matter).containsExactlyElementsOf(topic.choices());
            assertThat(reply.blocks().getFirst()).isEqualTo(new Block.Text(topic.text()));
        }
    }
}
