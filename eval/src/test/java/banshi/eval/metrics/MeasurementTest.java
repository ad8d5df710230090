package banshi.eval.metrics;

import static banshi.eval.metrics.Results.GOLD;
import static banshi.eval.metrics.Results.RIGHT_TOO;
import static banshi.eval.metrics.Results.WRONG;
import static banshi.eval.metrics.Results.answered;
import static banshi.eval.metrics.Results.clarified;
import static banshi.eval.metrics.Results.declined;
import static banshi.eval.metrics.Results.matter;
import static banshi.eval.metrics.Results.notOurs;
import static banshi.eval.metrics.Results.replied;
import static banshi.eval.metrics.Results.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import banshi.assistant.Choice;
import banshi.assistant.cases.Act;
import banshi.assistant.cases.NotOursResult;
import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import banshi.assistant.cases.SingleResult;
import banshi.assistant.understanding.Reading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementTest {
    /** Ten cases counted by hand. */
    private static final List<SingleResult> TEN = List.of(
            answered(GOLD, .9),
            answered(GOLD, .9),
            answered(RIGHT_TOO, .9),
            answered(WRONG, .9),
            answered(Pair.of("m", "y"), .9), // right matter, wrong aspect
            clarified(WRONG, GOLD),
            clarified(WRONG, RIGHT_TOO), // right too does not count among choices
            declined(GOLD), // right, had it dared
            declined(Pair.of("x", "b")), // an aspect that is right too
            single(new Response.Failed("broke")));

    @ParameterizedTest(name = "{0} is {1} on {2} cases")
    @CsvSource({
        "forced-top1,        0.4, 10", // 3 answered, 1 declined
        "forced-top1-matter, 0.5, 10",
        "forced-top1-aspect, 0.5, 10",
        "coverage,           0.5, 10",
        "precision,          0.6, 5",
        "wrong-answer-rate,  0.2, 10",
        "useful,             0.4, 10" // 3 answered right, 1 clarified well
    })
    void countsQuestionsAboutOurMatters(String metric, double value, int cases) {
        var figure = measured(TEN).figure(metric, Group.ALL).orElseThrow();

        assertThat(figure.value()).isEqualTo(value, within(1e-12));
        assertThat(figure.cases()).isEqualTo(cases);
        assertThat(figure.low()).isLessThan(value);
        assertThat(figure.high()).isGreaterThan(value);
    }

    @Test
    void countsAnAnswerWithoutAPairAsWrong() {
        var silent = single(new Response.Replied(
                Act.ANSWER, matter("m"), null, .9, List.of(), List.of(), "答", null, List.of(), null));

        assertThat(silent.isAnsweredWrong()).isTrue();
        assertThat(silent.isTop1Right()).isFalse();
    }

    @Test
    void wantsTheWholeGoldPairAmongTheChoices() {
        var onlyMatters = single(new Response.Replied(
                Act.CLARIFY,
                null,
                null,
                .4,
                List.of(),
                List.of(new Choice("1", "甲", matter("m"), null), new Choice("2", "乙", matter("x"), null)),
                "您问的是",
                null,
                List.of(),
                null));
        var answerWithChoices =
                single(replied(Act.ANSWER, WRONG, .9, List.of(new Choice("1", "甲", GOLD.matter(), GOLD.aspect()))));

        assertThat(onlyMatters.isUseful()).isFalse();
        assertThat(answerWithChoices.isUseful()).isFalse();
    }

    @Test
    void doesNotDefinePrecisionWhereNothingIsAnswered() {
        var figure = measured(List.of(declined(GOLD), declined(WRONG)))
                .figure("precision", Group.ALL)
                .orElseThrow();

        assertThat(figure.isDefined()).isFalse();
        assertThat(figure.cases()).isZero();
    }

    @ParameterizedTest(name = "expected {0}, right too {1}, was {2}: rejected {3}, not answered {4}, exact {5}")
    @CsvSource({
        "DECLINE,   HANDOFF,   DECLINE,       true,  true,  true",
        "DECLINE,   HANDOFF,   HANDOFF,       true,  true,  true",
        "DECLINE,   HANDOFF,   SMALLTALK,     true,  true,  false", // another refusal
        "DECLINE,   HANDOFF,   EMERGENCY,     true,  true,  false",
        "DECLINE,   HANDOFF,   CLARIFY,       false, true,  false", // a question back is no refusal
        "DECLINE,   HANDOFF,   ASK_SITUATION, false, true,  false",
        "DECLINE,   HANDOFF,   ANSWER,        false, false, false",
        "SMALLTALK, CLARIFY,   CLARIFY,       true,  true,  true", // unless the case says that it is right
        "EMERGENCY, EMERGENCY, EMERGENCY,     true,  true,  true",
        "EMERGENCY, EMERGENCY, DECLINE,       false, false, false", // must be exact
        "EMERGENCY, EMERGENCY, HANDOFF,       false, false, false",
        "EMERGENCY, HANDOFF,   HANDOFF,       true,  true,  true" // named by the case itself
    })
    void tellsRefusalsFromAnswers(
            Act expect, Act alsoOk, Act act, boolean rejected, boolean notAnswered, boolean exact) {
        var result = notOurs(expect, List.of(alsoOk), act);

        assertThat(result.isRejected()).isEqualTo(rejected);
        assertThat(result.isNotAnswered()).isEqualTo(notAnswered);
        assertThat(result.isActRight()).isEqualTo(exact);
    }

    @Test
    void countsMentionsOnlyWhereTheCaseAsksForOne() {
        var results = List.of(
                notOurs(Act.EMERGENCY, List.of(), List.of("110", "96110"), Act.EMERGENCY, "请马上打 96110"),
                notOurs(Act.EMERGENCY, List.of(), List.of("120"), Act.EMERGENCY, "请马上打 119"),
                notOurs(Act.DECLINE, List.of(), Act.DECLINE));

        var figure = Measurement.of(Results.release(), List.of(), Results.of(List.of(), results))
                .figure("mentions", Group.ALL)
                .orElseThrow();

        assertThat(figure.value()).isEqualTo(.5);
        assertThat(figure.cases()).isEqualTo(2);
    }

    @Test
    void countsAFailedCaseOfEitherKindAsAMiss() {
        var failed =
                new NotOursResult(notOurs(Act.DECLINE, List.of(), Act.DECLINE).asked(), new Response.Failed("x"));

        var measured = Measurement.of(Results.release(), List.of(), Results.of(TEN, List.of(failed)));

        assertThat(measured.failures()).isEqualTo(2);
        assertThat(measured.figure("not-answered", Group.ALL).orElseThrow().value())
                .isZero();
    }

    @Test
    void splitsByContentByFileAndByStyle() {
        var results = List.of(
                single("m", "a", "plain", "one", replied(Act.ANSWER, GOLD, .9, List.of())),
                single("m", "a", "typo", "two", replied(Act.ANSWER, WRONG, .9, List.of())),
                single("z", "a", "typo", "two", replied(Act.ANSWER, WRONG, .9, List.of())));

        var measured = Measurement.of(Results.release(matter("m")), List.of(), Results.of(results, List.of()));

        assertThat(measured.groups())
                .extracting(Group::split)
                .containsExactly(
                        "all", "with-content", "without-content", "file:one", "file:two", "style:plain", "style:typo");
        assertThat(value(measured, "with-content")).isEqualTo(.5);
        assertThat(value(measured, "without-content")).isZero();
        assertThat(value(measured, "file:one")).isEqualTo(1);
        assertThat(value(measured, "style:typo")).isZero();
        assertThat(measured.figure("precision", "with-content").orElseThrow().cases())
                .isEqualTo(2);
    }

    @Test
    void splitsByWhatItTookToReadAQuestionWhereThatIsKnown() {
        var asked = answered(GOLD, .9).asked();
        var results = List.of(
                new SingleResult(asked, answered(GOLD, .9).response(), Reading.Step.WORDS),
                new SingleResult(asked, answered(WRONG, .9).response(), Reading.Step.MEANING),
                answered(WRONG, .9));

        var measured = measured(results);

        assertThat(measured.groups())
                .extracting(Group::split)
                .containsExactly("all", "with-content", "style:plain", "step:meaning", "step:words");
        assertThat(value(measured, "step:words")).isEqualTo(1);
        assertThat(value(measured, "step:meaning")).isZero();
    }

    @Test
    void splitsQuestionsThatAreNotOursByKind() {
        var measured = Measurement.of(
                Results.release(),
                List.of(),
                Results.of(List.of(), List.of(notOurs(Act.DECLINE, List.of(), Act.ANSWER))));

        assertThat(measured.groups()).extracting(Group::split).containsExactly("all", "kind:other-dept");
    }

    @Test
    void givesTheSameFiguresForTheSameResults() {
        var many = new ArrayList<SingleResult>();
        for (int i = 0; i < 30; i++) many.addAll(TEN);

        assertThat(measured(many).groups()).isEqualTo(measured(many).groups());
    }

    private static double value(Measurement measured, String split) {
        return measured.figure("precision", split).orElseThrow().value();
    }

    private static Measurement measured(List<SingleResult> results) {
        return Measurement.of(Results.release(matter("m")), List.of(), Results.of(results, List.of()));
    }
}
