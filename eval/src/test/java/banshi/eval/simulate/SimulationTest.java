package banshi.eval.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.corpus.AspectId;
import banshi.corpus.Content;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.corpus.Verdict;
import banshi.corpus.yaml.ContentJson;
import banshi.eval.SmallRelease;
import banshi.eval.report.SimulationReport;
import banshi.graph.Circumstances;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SimulationTest {
    private static final long SEED = Long.getLong("test.seed", 1);
    private static final int WALKS = 60;
    private static final AspectId MATERIALS = new AspectId("materials");

    private static Content content;
    private static Attentive attentive;
    private static Attentive curious;

    @BeforeAll
    static void open() {
        content = Attentive.content();
        attentive = new Attentive(content, 3);
        curious = new Attentive(content, 9);
    }

    @Test
    void findsNothingWhereEveryAnswerIsHeardAndTheGraphIsFollowed() {
        var simulation = walked(content, (before, turn) -> turn);

        assertThat(simulation.troubled()).as("seed " + SEED).isEmpty();
        assertThat(simulation.matters()).isEqualTo(2);
        assertThat(simulation.walks()).hasSize(WALKS).extracting(Walk::number).doesNotHaveDuplicates();
        assertThat(simulation.walks())
                .filteredOn(w -> w.matter().value().equals("idcard-renew"))
                .hasSize(WALKS / 2);
        assertThat(simulation.meanQuestions()).isBetween(1.0, 3.0);
        assertThat(simulation.walked())
                .anyMatch(w -> w.told() > 0)
                .allMatch(w -> w.heard() <= w.told())
                .anyMatch(w -> w.heard() == 2);
        assertThat(simulation.walked())
                .flatExtracting(Walk::exchanges)
                .extracting(Exchange::manner)
                .contains("number", "label", "whole answer", "fragment", "number, politely", "fragment, politely");
    }

    /** How a right turn is made wrong. */
    interface Fault {
        Turn spoil(Dialogue before, Turn turn);
    }

    static List<Arguments> faults() {
        return List.of(
                fault(Trouble.GAVE_UP, afterAQuestion((before, turn) -> declined(turn))),
                fault(
                        Trouble.WENT_ELSEWHERE,
                        afterAQuestion((before, turn) ->
                                attentive.turn(before, talk(other(answer(turn).matter()), Circumstances.NONE)))),
                fault(
                        Trouble.LOST_THE_MATTER,
                        afterAQuestion(
                                (before, turn) -> clarified(other(answer(turn).matter())))),
                fault(
                        Trouble.NOT_HEARD,
                        afterAQuestion((before, turn) -> new Turn(
                                before.with(before.current().orElseThrow(), List.of(), null),
                                withoutChoices(answer(turn)),
                                turn.release()))),
                fault(
                        Trouble.CANNOT_ANSWER,
                        (before, turn) -> offering(turn, choices -> choices.subList(1, choices.size()))),
                fault(
                        Trouble.NEVER_ANSWERED,
                        (before, turn) ->
                                before.isFresh() ? clarified(answer(turn).matter()) : declined(turn)),
                fault(
                        Trouble.ASKED_AGAIN,
                        afterAQuestion((before, turn) ->
                                attentive.turn(before, talk(answer(turn).matter(), knownIn(before))))),
                fault(
                        Trouble.TOO_MANY_QUESTIONS,
                        (before, turn) -> curious.turn(before, talk(answer(turn).matter(), knownIn(turn.dialogue())))),
                fault(Trouble.MISHEARD, afterAQuestion(SimulationTest::misheard)),
                fault(
                        Trouble.FORGOT,
                        (before, turn) -> knownIn(before).known().isEmpty()
                                ? turn
                                : attentive.turn(before, talk(answer(turn).matter(), Circumstances.NONE))),
                fault(
                        Trouble.NEEDLESS_MATERIAL,
                        (before, turn) ->
                                listing(turn, listed -> all(answer(turn).matter()))),
                fault(
                        Trouble.MISSING_MATERIAL,
                        (before, turn) ->
                                listing(turn, listed -> List.of(new RequiredMaterial("other", "别的", false, "")))),
                fault(Trouble.WRONG_VERDICT, (before, turn) -> saying(turn, Verdict.NO)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void findsWhatIsWrongWithABrokenAssistant(Trouble trouble, Fault fault) {
        var simulation = walked(content, fault);

        var found = simulation.troubled().stream()
                .flatMap(w -> w.findings().stream())
                .filter(f -> f.trouble() == trouble)
                .toList();
        assertThat(found)
                .as("seed " + SEED + "\n" + SimulationReport.text(simulation))
                .isNotEmpty();
        assertThat(simulation.kinds()).containsKey(trouble.kind());
    }

    @Test
    void findsAQuestionWhoseAnswersAllLeadToTheSame() {
        var idle = withIdleSituation();
        Fault fault = (before, turn) -> {
            var situation = idle.matters().getFirst().situations().getLast();
            if (!before.isFresh()
                    || !answer(turn).matter().equals(idle.matters().getFirst().id())) return turn;
            return asking(turn, situation);
        };

        var simulation = walked(idle, fault);

        assertThat(simulation.troubled())
                .flatExtracting(Walk::findings)
                .extracting(Finding::trouble, Finding::about)
                .contains(tuple(Trouble.IDLE_QUESTION, "idle"));
    }

    @Test
    void namesWhatWasKnownInTheSameOrderInEveryJvm() {
        var simulation = walked(content, (before, turn) -> saying(turn, Verdict.NO));

        var known = simulation.troubled().stream()
                .flatMap(w -> w.findings().stream())
                .map(Finding::detail)
                .filter(detail -> detail.contains("known: {"))
                .map(detail -> detail.replaceAll(".*\\{|}", "").split(", "))
                .toList();
        assertThat(known)
                .anyMatch(each -> each.length > 2)
                .allSatisfy(each -> assertThat(each).isSorted());
    }

    @Test
    void countsWhatIsNotUnderstoodAtFirstAndDoesNotBlameIt() {
        var simulation = walked(content, (before, turn) -> before.isFresh() ? declined(turn) : turn);

        assertThat(simulation.troubled()).isEmpty();
        assertThat(simulation.endings()).containsEntry(Walk.Ending.OPENING_NOT_UNDERSTOOD, (long) WALKS);
        assertThat(simulation.walked()).isEmpty();
        assertThat(simulation.meanQuestions()).isZero();
    }

    @Test
    void goesOnWithTheMatterThatAClarificationOffers() {
        var simulation = walked(
                content,
                (before, turn) -> before.isFresh() ? clarified(answer(turn).matter()) : turn);

        assertThat(simulation.walked()).isNotEmpty().allMatch(w -> w.exchanges().size() > 1);
        assertThat(simulation.endings()).doesNotContainKey(Walk.Ending.OPENING_NOT_UNDERSTOOD);
    }

    @Test
    void walksTheRealAssistantTheSameWayForTheSameSeed() throws IOException {
        var release = WalkedRelease.open(SmallRelease.folder());

        var first = Simulation.run(release, SEED, WALKS, done -> {});
        var again = Simulation.run(release, SEED, WALKS, done -> {});
        var other = Simulation.run(release, SEED + 1, WALKS, done -> {});

        assertThat(again).isEqualTo(first);
        assertThat(SimulationReport.json(again)).isEqualTo(SimulationReport.json(first));
        assertThat(new Walker(release, SEED).walk(17)).isEqualTo(first.walks().get(16));
        assertThat(other.walks()).isNotEqualTo(first.walks());
        assertThat(first.walked()).hasSizeGreaterThan(WALKS / 2);
    }

    private static Simulation walked(Content content, Fault fault) {
        var right = content == SimulationTest.content ? attentive : new Attentive(content, 3);
        return Simulation.run(
                Attentive.released(
                        content, (dialogue, utterance) -> fault.spoil(dialogue, rightly(right, dialogue, utterance))),
                SEED,
                WALKS,
                done -> {});
    }

    /** What comes after a clarification is about what was offered first. */
    private static Turn rightly(Attentive right, Dialogue dialogue, Utterance utterance) {
        boolean chosen = dialogue.talks().isEmpty() && !dialogue.offered().isEmpty();
        return chosen
                ? right.turn(
                        dialogue,
                        talk(
                                Objects.requireNonNull(
                                        dialogue.offered().getFirst().matter()),
                                Circumstances.NONE))
                : right.reply(dialogue, utterance);
    }

    private static Arguments fault(Trouble trouble, Fault fault) {
        return Arguments.of(trouble, fault);
    }

    private static Fault afterAQuestion(Fault fault) {
        return (before, turn) -> before.asked() == null ? turn : fault.spoil(before, turn);
    }

    private static Reply.Answer answer(Turn turn) {
        return (Reply.Answer) turn.reply();
    }

    private static Dialogue.Talk talk(MatterId matter, Circumstances known) {
        return new Dialogue.Talk(matter, MATERIALS, known, 0);
    }

    private static Circumstances knownIn(Dialogue dialogue) {
        return dialogue.current().map(Dialogue.Talk::known).orElse(Circumstances.NONE);
    }

    private static MatterId other(MatterId than) {
        return content.matters().stream()
                .map(m -> m.id())
                .filter(id -> !id.equals(than))
                .findFirst()
                .orElseThrow();
    }

    private static Turn declined(Turn turn) {
        return new Turn(
                turn.dialogue().offering(List.of(), null),
                new Reply.Decline(null, List.of(new Block.Text("听不懂")), List.of()),
                turn.release());
    }

    private static Turn clarified(MatterId offered) {
        var choices =
                List.of(new Choice("1", "甲", offered, MATERIALS), new Choice("2", "乙", offered, new AspectId("fee")));
        return new Turn(
                Dialogue.NEW.offering(choices, null),
                new Reply.Clarify(List.of(new Block.Choices(choices, null)), choices, List.of()),
                "release-7");
    }

    private static Turn misheard(Dialogue before, Turn turn) {
        var asked = Objects.requireNonNull(before.asked());
        var matter = answer(turn).matter();
        var situation = content.matters().stream()
                .filter(m -> m.id().equals(matter))
                .flatMap(m -> m.situations().stream())
                .filter(s -> s.id().equals(asked))
                .findFirst()
                .orElseThrow();
        var heard = knownIn(turn.dialogue()).known().get(asked);
        var wrong = situation.options().stream()
                .map(Situation.Option::id)
                .filter(id -> !id.equals(heard))
                .findFirst()
                .orElseThrow();
        return attentive.turn(before, talk(matter, knownIn(turn.dialogue()).and(asked, wrong)));
    }

    private static Turn with(Turn turn, Reply.Answer reply) {
        return new Turn(turn.dialogue(), reply, turn.release());
    }

    private static Reply.Answer like(
            Reply.Answer a, Verdict verdict, List<Block> blocks, List<RequiredMaterial> materials) {
        return new Reply.Answer(
                a.matter(),
                a.aspect(),
                a.confidence(),
                verdict,
                blocks,
                materials,
                a.citations(),
                a.template(),
                a.spoken(),
                a.candidates());
    }

    private static Reply.Answer withoutChoices(Reply.Answer a) {
        return like(a, Objects.requireNonNull(a.verdict()), List.of(new Block.Text("要带的")), a.materials());
    }

    private static Turn saying(Turn turn, Verdict verdict) {
        var a = answer(turn);
        return with(turn, like(a, verdict, a.blocks(), a.materials()));
    }

    private static Turn listing(Turn turn, UnaryOperator<List<RequiredMaterial>> change) {
        var a = answer(turn);
        return with(turn, like(a, Objects.requireNonNull(a.verdict()), a.blocks(), change.apply(a.materials())));
    }

    private static List<RequiredMaterial> all(MatterId matter) {
        return content.matters().stream()
                .filter(m -> m.id().equals(matter))
                .flatMap(m -> m.materials().stream())
                .map(m -> new RequiredMaterial(m.id(), m.name(), true, ""))
                .toList();
    }

    private static Turn offering(Turn turn, UnaryOperator<List<Choice>> change) {
        var a = answer(turn);
        var offered = turn.dialogue().offered();
        if (offered.isEmpty()) return turn;
        return with(
                turn,
                like(
                        a,
                        Objects.requireNonNull(a.verdict()),
                        List.of(new Block.Choices(change.apply(offered), null)),
                        a.materials()));
    }

    private static Turn asking(Turn turn, Situation situation) {
        var a = answer(turn);
        var choices = Attentive.choices(a.matter(), situation);
        return new Turn(
                turn.dialogue().with(turn.dialogue().current().orElseThrow(), choices, situation.id()),
                like(a, Objects.requireNonNull(a.verdict()), List.of(new Block.Choices(choices, null)), a.materials()),
                turn.release());
    }

    /** The small content with a situation in its first matter that decides nothing. */
    private static Content withIdleSituation() {
        ObjectNode tree = ContentJson.mapper().valueToTree(content);
        var situations = (ArrayNode) tree.get("matters").get(0).get("situations");
        var added = new ArrayList<Situation.Option>();
        added.add(new Situation.Option("red", "红色的"));
        added.add(new Situation.Option("blue", "蓝色的"));
        situations.addPOJO(new Situation("idle", "您喜欢什么颜色？", added, null, null, List.of()));
        return ContentJson.mapper().readValue(ContentJson.mapper().writeValueAsString(tree), Content.class);
    }
}
