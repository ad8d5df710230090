package banshi.assistant.llm;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Assistant;
import banshi.assistant.Block;
import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Stage;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.release.Release;
import banshi.assistant.release.SmallRelease;
import banshi.assistant.release.TestRelease;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.TemplateId;
import banshi.corpus.TopicId;
import banshi.graph.Circumstances;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RewritingAssistantTest {
    private static final MatterId RENEW = new MatterId("idcard-renew");
    private static final AspectId FEE = new AspectId("fee");
    private static final Reply NOT_UNDERSTOOD = new Reply.Decline(null, List.of(new Block.Text("没听明白")), List.of());
    private static final Dialogue.Talk TALK = new Dialogue.Talk(RENEW, FEE, Circumstances.NONE, 0);
    private static final Dialogue SPOKEN = Dialogue.NEW.with(TALK, List.of(), null);
    private static final String GOOD = "孩子的身份证换领要多少钱";

    @TempDir
    static java.nio.file.Path folder;

    private static Release release;

    private final List<String> heard = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger pauses = new AtomicInteger();

    @BeforeAll
    static void compile() {
        release = SmallRelease.compile(folder);
    }

    /** Answers what names the matter; of the case it knows what it is told to know. */
    private Assistant plain(Reply otherwise, Map<String, String> known) {
        return (dialogue, utterance) -> {
            heard.add(utterance.text());
            if (!utterance.text().contains("身份证")) return new Turn(dialogue.offering(List.of(), "x"), otherwise, "r");
            var talk = new Dialogue.Talk(RENEW, FEE, new Circumstances(known), 0);
            return new Turn(dialogue.with(talk, List.of(), null), answer(), "r");
        };
    }

    private RewritingAssistant assistant(Rewriter rewriter) {
        return assistant(NOT_UNDERSTOOD, rewriter);
    }

    private RewritingAssistant assistant(Reply otherwise, Rewriter rewriter) {
        return new RewritingAssistant(
                plain(otherwise, Map.of()), () -> List.of(release), rewriter, nanos::get, pauses::incrementAndGet);
    }

    @Test
    void readsTheRewriteWhereTheWordsAreNotUnderstood() {
        var turn = assistant((about, said) -> GOOD).reply(SPOKEN, utterance("那孩子的呢"));

        assertThat(turn.reply()).isInstanceOf(Reply.Answer.class);
        assertThat(turn.rewritten()).isTrue();
        assertThat(turn.dialogue().current().orElseThrow().matter()).isEqualTo(RENEW);
        assertThat(heard).containsExactly("那孩子的呢", GOOD);
    }

    @Test
    void tellsThatTheModelTakesItsTime() {
        var stages = new ArrayList<Stage>();
        var rewriting = assistant((about, said) -> GOOD);
        Stage.watched(stages::add, () -> rewriting.reply(SPOKEN, utterance("那孩子的呢")));

        assertThat(stages).isNotEmpty().containsOnly(Stage.REWRITE);
    }

    @Test
    void readsTheRewriteWhereItWouldAskBack() {
        var clarify = new Reply.Clarify(
                List.of(new Block.Text("哪个")),
                List.of(new Choice("1", "一", RENEW, FEE), new Choice("2", "二", RENEW, null)),
                List.of());

        assertThat(assistant(clarify, (about, said) -> GOOD)
                        .reply(SPOKEN, utterance("那孩子的呢"))
                        .rewritten())
                .isTrue();
    }

    static Stream<Reply> sureReplies() {
        var topic = new TopicId("t");
        return Stream.of(
                new Reply.Emergency(topic, List.of()),
                new Reply.Handoff(topic, null, List.of(), List.of()),
                new Reply.Handoff(null, RENEW, List.of(), List.of()),
                new Reply.Smalltalk(topic, List.of(), List.of()),
                new Reply.Decline(topic, List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("sureReplies")
    void leavesWhatIsUnderstoodAlone(Reply reply) {
        var assistant = assistant(reply, (about, said) -> {
            throw new AssertionError("nobody was to be asked");
        });

        var turn = assistant.reply(SPOKEN, utterance("那孩子的呢"));
        assertThat(turn.reply()).isSameAs(reply);
        assertThat(turn.rewritten()).isFalse();
    }

    @Test
    void asksNobodyAboutAnAnswerOrAtTheBeginning() {
        var assistant = assistant((about, said) -> {
            throw new AssertionError("nobody was to be asked");
        });

        assertThat(assistant.reply(SPOKEN, utterance("身份证换领要多少钱")).reply()).isInstanceOf(Reply.Answer.class);
        assertThat(assistant.reply(Dialogue.NEW, utterance("那孩子的呢")).reply()).isSameAs(NOT_UNDERSTOOD);
    }

    @Test
    void tellsTheModelNamesAndRedactedWordsAndNothingElse() {
        var asked = new ArrayList<String>();
        var unclear = new Dialogue(List.of(), SPOKEN.talks(), null, "我叫王小明住文三路");
        assistant((about, said) -> {
                    asked.add(said);
                    asked.addAll(about.names());
                    return GOOD;
                })
                .reply(unclear, utterance("我叫张三，电话13812345678，那孩子呢"));

        var matter = release.graph().matter(RENEW).orElseThrow();
        assertThat(asked).containsExactly("我叫某人,电话某号码,那孩子呢", matter.name(), matter.shortName(), "收费标准", "要多少钱");
    }

    @Test
    void tellsTheModelWhatIsKnownOfTheCaseInPublishedWords() {
        var matter = release.graph().matter(RENEW).orElseThrow();
        var situation = matter.situations().getFirst();
        var option = situation.options().getFirst();
        var known = new Dialogue.Talk(RENEW, FEE, Circumstances.NONE.and(situation.id(), option.id()), 0);
        var told = new ArrayList<String>();
        assistant((about, said) -> {
                    told.addAll(about.told());
                    return GOOD;
                })
                .reply(Dialogue.NEW.with(known, List.of(), null), utterance("那孩子的呢"));

        assertThat(told).containsExactly(banshi.graph.KnowledgeGraph.statement(situation, option));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"孩子的护照换领要多少钱", "孩子16岁的身份证换领要多少钱", "身份证换领不要孩子的钱", "", "好的！孩子的身份证换领要多少钱"})
    void throwsAwayARewriteThatSaysSomethingNew(String rewrite) {
        var assistant = assistant((about, said) -> rewrite);
        var turn = assistant.reply(SPOKEN, utterance("那孩子的呢"));

        assertThat(turn.reply()).isSameAs(NOT_UNDERSTOOD);
        assertThat(turn.rewritten()).isFalse();
        assertThat(heard).hasSize(1);
        assertThat(assistant.counts()).isEqualTo(new RewriteCounts(0, 1, 0, 0, 0, false));
    }

    @Test
    void throwsAwayARewriteThatTellsMoreOfTheCase() {
        var situation = release.graph().matter(RENEW).orElseThrow().situations().getFirst();
        var known = Map.of(situation.id(), situation.options().getLast().id());
        var assistant = new RewritingAssistant(
                plain(NOT_UNDERSTOOD, known), () -> List.of(release), (about, said) -> GOOD, nanos::get, () -> {});

        assertThat(assistant.reply(SPOKEN, utterance("那孩子的呢")).reply()).isSameAs(NOT_UNDERSTOOD);
        assertThat(assistant.counts().refused()).isEqualTo(1);
    }

    @Test
    void keepsTheFirstTurnWhereTheRewriteIsNoClearer() {
        var same = assistant((about, said) -> "那孩子的呢？");
        assertThat(same.reply(SPOKEN, utterance("那孩子的呢")).reply()).isSameAs(NOT_UNDERSTOOD);
        var unclear = assistant((about, said) -> "孩子的呢，要多少钱");
        assertThat(unclear.reply(SPOKEN, utterance("那孩子的呢")).reply()).isSameAs(NOT_UNDERSTOOD);

        assertThat(same.counts().unclear()).isEqualTo(1);
        assertThat(unclear.counts().unclear()).isEqualTo(1);
    }

    @Test
    void leavesAModelAloneForAMinuteAfterThreeFailuresInARow() {
        var calls = new AtomicInteger();
        var assistant = assistant((about, said) -> {
            calls.incrementAndGet();
            throw new ModelFailure(ModelFailure.Kind.LATE, "away");
        });
        for (int i = 0; i < 5; i++)
            assertThat(assistant.reply(SPOKEN, utterance("那孩子的呢")).reply()).isSameAs(NOT_UNDERSTOOD);
        assertThat(calls).hasValue(3);
        assertThat(pauses).hasValue(1);
        assertThat(assistant.counts()).isEqualTo(new RewriteCounts(0, 0, 0, 3, 2, true));

        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assistant.reply(SPOKEN, utterance("那孩子的呢"));
        assertThat(calls).hasValue(3);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assistant.reply(SPOKEN, utterance("那孩子的呢"));
        assistant.reply(SPOKEN, utterance("那孩子的呢"));
        assertThat(calls).hasValue(4); // the first one failed again, so another minute
        assertThat(pauses).hasValue(2);
    }

    @Test
    void aSuccessBetweenFailuresCountsFromTheBeginning() {
        var calls = new AtomicInteger();
        var assistant = assistant((about, said) -> {
            if (calls.incrementAndGet() % 3 == 0) return GOOD;
            throw new ModelFailure(ModelFailure.Kind.LATE, "away");
        });
        for (int i = 0; i < 9; i++) assistant.reply(SPOKEN, utterance("那孩子的呢"));

        assertThat(calls).hasValue(9);
        assertThat(pauses).hasValue(0);
        assertThat(assistant.counts()).isEqualTo(new RewriteCounts(3, 0, 0, 6, 0, false));
    }

    @Test
    void onlyOneAtATimeWaitsForTheModel() throws Exception {
        var asked = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        var assistant = new RewritingAssistant(
                (dialogue, utterance) -> new Turn(dialogue, NOT_UNDERSTOOD, "r"),
                () -> List.of(release),
                (about, said) -> {
                    asked.countDown();
                    try {
                        open.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return GOOD;
                },
                nanos::get,
                () -> {});
        var first = CompletableFuture.supplyAsync(() -> assistant.reply(SPOKEN, utterance("那孩子的呢")));
        asked.await();
        assistant.reply(SPOKEN, utterance("那孩子的呢")); // comes back at once
        assertThat(assistant.counts().skipped()).isEqualTo(1);
        open.countDown();
        first.join();
    }

    @Test
    void overTheWire() {
        try (var server = new ModelServer()) {
            var assistant = new RewritingAssistant(
                    plain(NOT_UNDERSTOOD, Map.of()),
                    () -> List.of(release),
                    server.settings(Duration.ofSeconds(10)),
                    pauses::incrementAndGet);
            server.says(GOOD);
            assertThat(assistant.reply(SPOKEN, utterance("那孩子的呢")).rewritten()).isTrue();
            server.says("孩子满18岁的身份证换领要多少钱");
            assertThat(assistant.reply(SPOKEN, utterance("那孩子的呢")).rewritten()).isFalse();
            server.answers(500, "{}");
            assertThat(assistant.reply(SPOKEN, utterance("那孩子的呢")).rewritten()).isFalse();

            assertThat(assistant.counts()).isEqualTo(new RewriteCounts(1, 1, 0, 1, 0, true));
            assertThat(server.asked()).hasSize(3);
        }
    }

    private static Utterance utterance(String text) {
        return new Utterance(text, Utterance.Channel.WEB, null, TestRelease.DAY);
    }

    private static Reply answer() {
        return new Reply.Answer(
                RENEW,
                FEE,
                .9,
                null,
                List.of(new Block.Text("20元")),
                List.of(),
                List.of(new Citation("规定", null, null)),
                new TemplateId("idcard-renew.fee"),
                "20元",
                List.of(new Candidate(RENEW, FEE, .9)));
    }
}
