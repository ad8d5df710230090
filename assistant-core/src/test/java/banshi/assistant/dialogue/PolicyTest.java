package banshi.assistant.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.language.Reader;
import banshi.assistant.understanding.Reading;
import banshi.assistant.understanding.Subject;
import banshi.corpus.AspectId;
import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    /** Not the published one: the rules are tested, not what was chosen. */
    private static final Policy POLICY = new Policy(0.6, 0.5, 0.75, 0.5, 0.3, 0.05);

    private static Reading.Likely matter(String id, double p) {
        return new Reading.Likely(new Subject.OfMatter(new MatterId(id), true), p);
    }

    private static Reading.Likely unanswered(String id, double p) {
        return new Reading.Likely(new Subject.OfMatter(new MatterId(id), false), p);
    }

    private static Reading.Likely topic(String id, Topic.Act act, double p) {
        return new Reading.Likely(new Subject.OfTopic(new TopicId(id), act), p);
    }

    private static Reading.Likely bundle(String id, double p) {
        return new Reading.Likely(new Subject.OfBundle(new BundleId(id)), p);
    }

    private static Candidate at(String matter, String aspect, double p) {
        return new Candidate(new MatterId(matter), new AspectId(aspect), p);
    }

    private static Reading reading(List<Reading.Likely> subjects, Candidate... candidates) {
        return new Reading(subjects, List.of(candidates), true, Reading.Step.MEANING);
    }

    static Stream<Arguments> readingsAndMoves() {
        var decline = Topic.Act.DECLINE;
        var emergency = Topic.Act.EMERGENCY;
        return Stream.of(
                Arguments.of(
                        "unfamiliar: give up, however sure",
                        new Reading(
                                List.of(matter("a", 0.99)), List.of(at("a", "fee", 0.99)), false, Reading.Step.MEANING),
                        new Move.GiveUp()),
                Arguments.of("no subject: give up", reading(List.of()), new Move.GiveUp()),
                Arguments.of(
                        "sure: answer",
                        reading(List.of(matter("a", 0.9)), at("a", "fee", 0.8), at("a", "materials", 0.1)),
                        new Move.Answer(at("a", "fee", 0.8))),
                Arguments.of(
                        "sure that it asks whether, whichever way: answer",
                        reading(
                                List.of(matter("a", 0.9), matter("b", 0.1)),
                                at("a", "special", 0.45),
                                at("a", "conditions", 0.4),
                                at("b", "conditions", 0.1)),
                        new Move.Answer(at("a", "special", 0.45))),
                Arguments.of(
                        "another matter's conditions are not the same question: ask",
                        reading(
                                List.of(matter("a", 0.5), matter("b", 0.5)),
                                at("a", "special", 0.45),
                                at("b", "conditions", 0.4)),
                        new Move.Clarify(List.of(at("a", "special", 0.45), at("b", "conditions", 0.4)))),
                Arguments.of(
                        "a thing only named, and nearly all who do mean one matter: answer",
                        reading(
                                List.of(topic("which", Topic.Act.CLARIFY, 0.9), matter("a", 0.09)),
                                at("a", "process", 0.09),
                                at("b", "process", 0.001)),
                        new Move.Answer(at("a", "process", 0.09))),
                Arguments.of(
                        "just sure enough: answer",
                        reading(List.of(matter("a", 0.5), matter("b", 0.4)), at("a", "fee", 0.6), at("b", "fee", 0.2)),
                        new Move.Answer(at("a", "fee", 0.6))),
                Arguments.of(
                        "sure of the pair, not of the matter: ask",
                        reading(List.of(matter("a", 0.49), matter("b", 0.4)), at("a", "fee", 0.6), at("b", "fee", 0.2)),
                        new Move.Clarify(List.of(at("a", "fee", 0.6), at("b", "fee", 0.2)))),
                Arguments.of(
                        "sure of the matter only: ask for the aspect, at most four",
                        reading(
                                List.of(matter("a", 0.9), matter("b", 0.06)),
                                at("a", "fee", 0.3),
                                at("a", "materials", 0.2),
                                at("a", "process", 0.15),
                                at("b", "fee", 0.06),
                                at("a", "overview", 0.06),
                                at("a", "special", 0.05)),
                        new Move.Clarify(List.of(
                                at("a", "fee", 0.3),
                                at("a", "materials", 0.2),
                                at("a", "process", 0.15),
                                at("a", "overview", 0.06)))),
                Arguments.of(
                        "sure of the matter, not of the aspect, and no other worth naming: ask, with the next best",
                        reading(List.of(matter("a", 0.9)), at("a", "fee", 0.55), at("a", "materials", 0.04)),
                        new Move.Clarify(List.of(at("a", "fee", 0.55), at("a", "materials", 0.04)))),
                Arguments.of(
                        "sure of the matter, and another's aspect in front: answer of the matter",
                        reading(List.of(matter("a", 0.76)), at("b", "fee", 0.2), at("a", "materials", 0.06)),
                        new Move.Answer(at("a", "materials", 0.06))),
                Arguments.of(
                        "two matters: ask, the likeliest first, at most four",
                        reading(
                                List.of(matter("a", 0.5), matter("b", 0.4), matter("c", 0.05)),
                                at("a", "fee", 0.3),
                                at("b", "fee", 0.2),
                                at("a", "materials", 0.1),
                                at("b", "process", 0.06),
                                at("c", "fee", 0.05)),
                        new Move.Clarify(List.of(
                                at("a", "fee", 0.3),
                                at("b", "fee", 0.2),
                                at("a", "materials", 0.1),
                                at("b", "process", 0.06)))),
                Arguments.of(
                        "one matter among topics: ask, though the second reading is unlikely",
                        reading(
                                List.of(matter("a", 0.45), topic("x", decline, 0.4)),
                                at("a", "fee", 0.41),
                                at("a", "materials", 0.03),
                                at("a", "process", 0.01)),
                        new Move.Clarify(List.of(at("a", "fee", 0.41), at("a", "materials", 0.03)))),
                Arguments.of(
                        "one reading alone and unsure: give up",
                        reading(List.of(matter("a", 0.45), topic("x", decline, 0.4)), at("a", "fee", 0.41)),
                        new Move.GiveUp()),
                Arguments.of(
                        "a matter without a single reading: give up",
                        reading(List.of(matter("a", 0.9))),
                        new Move.GiveUp()),
                Arguments.of(
                        "a topic: address it",
                        reading(List.of(topic("x", decline, 0.5), matter("a", 0.5)), at("a", "fee", 0.5)),
                        new Move.Address(new TopicId("x"))),
                Arguments.of(
                        "several topics together: address the likeliest",
                        reading(
                                List.of(
                                        topic("x", decline, 0.3),
                                        topic("y", Topic.Act.SMALLTALK, 0.2),
                                        matter("a", 0.2)),
                                at("a", "fee", 0.2)),
                        new Move.Address(new TopicId("x"))),
                Arguments.of(
                        "a matter likelier than any topic, but not than all of them: address the likeliest topic",
                        reading(
                                List.of(
                                        matter("a", 0.4),
                                        topic("x", decline, 0.3),
                                        topic("y", Topic.Act.SMALLTALK, 0.2)),
                                at("a", "fee", 0.4)),
                        new Move.Address(new TopicId("x"))),
                Arguments.of(
                        "danger in words that nobody has published: address it",
                        new Reading(
                                List.of(matter("a", 0.5), topic("x", emergency, 0.3)),
                                List.of(at("a", "fee", 0.5)),
                                false,
                                Reading.Step.MEANING),
                        new Move.Address(new TopicId("x"))),
                Arguments.of(
                        "a topic, but hardly: ask among the matters",
                        reading(
                                List.of(topic("x", decline, 0.4), matter("a", 0.3), matter("b", 0.3)),
                                at("a", "fee", 0.3),
                                at("b", "fee", 0.2)),
                        new Move.Clarify(List.of(at("a", "fee", 0.3), at("b", "fee", 0.2)))),
                Arguments.of(
                        "a topic, but hardly, and nothing else: give up",
                        reading(List.of(topic("x", decline, 0.4))),
                        new Move.GiveUp()),
                Arguments.of(
                        "danger, though a matter is likelier: address it",
                        reading(List.of(matter("a", 0.7), topic("fire", emergency, 0.3)), at("a", "fee", 0.7)),
                        new Move.Address(new TopicId("fire"))),
                Arguments.of(
                        "danger from several topics together: address the likeliest of them",
                        reading(
                                List.of(
                                        matter("a", 0.6),
                                        topic("x", decline, 0.1),
                                        topic("fire", emergency, 0.2),
                                        topic("medical", emergency, 0.1)),
                                at("a", "fee", 0.6)),
                        new Move.Address(new TopicId("fire"))),
                Arguments.of(
                        "hardly danger: answer",
                        reading(List.of(matter("a", 0.7), topic("fire", emergency, 0.29)), at("a", "fee", 0.7)),
                        new Move.Answer(at("a", "fee", 0.7))),
                Arguments.of(
                        "a thing that is only named: ask which of its matters, however unlikely each is",
                        reading(
                                List.of(topic("which-one", Topic.Act.CLARIFY, 0.99), matter("a", 0.004)),
                                at("a", "process", 0.004),
                                at("b", "process", 0.001)),
                        new Move.Clarify(List.of(at("a", "process", 0.004), at("b", "process", 0.001)))),
                Arguments.of(
                        "nothing named yet: ask what it is, in the topic's words",
                        reading(
                                List.of(topic("opening", Topic.Act.OPENING, 0.3), matter("a", 0.2)),
                                at("a", "fee", 0.2)),
                        new Move.Address(new TopicId("opening"))),
                Arguments.of(
                        "an event of life: tell all of it",
                        reading(List.of(bundle("newborn", 0.6), matter("a", 0.4)), at("a", "fee", 0.4)),
                        new Move.Together(new BundleId("newborn"))),
                Arguments.of(
                        "perhaps an event of life: ask among the matters",
                        reading(
                                List.of(bundle("newborn", 0.4), matter("a", 0.3), matter("b", 0.3)),
                                at("a", "fee", 0.3),
                                at("b", "fee", 0.2)),
                        new Move.Clarify(List.of(at("a", "fee", 0.3), at("b", "fee", 0.2)))),
                Arguments.of(
                        "the matter is sure, no aspect probable: ask which",
                        reading(List.of(matter("a", 0.99)), at("a", "fee", 0.55), at("a", "materials", 0.3)),
                        new Move.Clarify(List.of(at("a", "fee", 0.55), at("a", "materials", 0.3)))),
                Arguments.of(
                        "a matter without content: pass on",
                        reading(List.of(unanswered("u", 0.5), matter("a", 0.5)), at("a", "fee", 0.5)),
                        new Move.PassOn(new MatterId("u"))),
                Arguments.of(
                        "perhaps a matter without content: ask",
                        reading(
                                List.of(unanswered("u", 0.4), matter("a", 0.3)),
                                at("u", "fee", 0.35),
                                at("a", "fee", 0.3)),
                        new Move.Clarify(List.of(at("u", "fee", 0.35), at("a", "fee", 0.3)))),
                Arguments.of(
                        "perhaps a matter without content, and nothing else: pass on",
                        reading(List.of(unanswered("u", 0.4), topic("x", decline, 0.3))),
                        new Move.PassOn(new MatterId("u"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readingsAndMoves")
    void movesByExpectedHarm(String why, Reading reading, Move move) {
        assertThat(POLICY.next(reading)).isEqualTo(move);
    }

    // ---- what was picked ----

    private static final Reader READER = new Reader(List.of());

    private static Dialogue offering(int count) {
        var choices = new ArrayList<Choice>();
        for (int i = 1; i <= count; i++)
            choices.add(
                    new Choice(String.valueOf(i), "第" + i + "件ABC，怎么办？", new MatterId("m" + i), new AspectId("fee")));
        return new Dialogue(choices);
    }

    private static String pickedOf(int offered, String said) {
        return Policy.picked(offering(offered), READER.read(said))
                .map(Choice::id)
                .orElse("");
    }

    @ParameterizedTest(name = "“{0}” picks {1}")
    @CsvSource({
        "1, 1",
        "２。, 2",
        "③, 3",
        "（4）, 4",
        "一, 1",
        "二, 2",
        "第三, 3",
        "第3, 3",
        "第二个, 2",
        "第2个！, 2",
        "选4, 4",
        "选一, 1",
        "第3件ABC，怎么办？, 3",
        "第3件abc怎么办, 3",
        "'  第 1 件 abc 怎么办 ', 1",
    })
    void knowsWhatWasPicked(String said, String id) {
        assertThat(pickedOf(4, said)).isEqualTo(id);
    }

    @ParameterizedTest(name = "“{0}” picks nothing")
    @ValueSource(strings = {"5", "五", "0", "第五个", "12", "两个都要", "怎么办", "？", "第3件", "1号户口本"})
    void takesNothingElseForAChoice(String said) {
        assertThat(pickedOf(4, said)).isEmpty();
    }

    @Test
    void picksNothingWhereNothingWasOffered() {
        assertThat(pickedOf(0, "1")).isEmpty();
    }

    /** A dialogue may come from another version that offered more. */
    @Test
    void picksFromALongerListToo() {
        assertThat(pickedOf(12, "五")).isEqualTo("5");
        assertThat(pickedOf(12, "第9个")).isEqualTo("9");
        assertThat(pickedOf(12, "12")).isEqualTo("12");
        assertThat(pickedOf(12, "身份证")).isEmpty();
    }

    private static Move heard(Reading reading) {
        return POLICY.next(new Heard(reading, Map.of(), false, new TopicId("abuse")), false);
    }

    @Test
    void insultsAreKnownByTheirWordsWhereNoMatterIsAskedAbout() {
        var toAbuse = new Move.Address(new TopicId("abuse"));
        var thanks = reading(List.of(topic("thanks", Topic.Act.SMALLTALK, .9)));
        var unsure =
                reading(List.of(matter("card", .4), matter("dog", .3)), at("card", "fee", .4), at("dog", "fee", .3));
        var aspects = reading(List.of(matter("card", .9)), at("card", "fee", .4), at("card", "overview", .4));
        var certain = reading(List.of(matter("card", .9)), at("card", "fee", .9));
        var danger = reading(List.of(topic("fire", Topic.Act.EMERGENCY, .4)));

        assertThat(heard(thanks)).isEqualTo(toAbuse);
        assertThat(heard(unsure)).isEqualTo(toAbuse);
        assertThat(heard(aspects)).isInstanceOf(Move.Clarify.class);
        assertThat(heard(certain)).isInstanceOf(Move.Answer.class);
        assertThat(heard(danger)).isEqualTo(new Move.Address(new TopicId("fire")));
    }
}
