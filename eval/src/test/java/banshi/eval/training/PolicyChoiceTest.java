package banshi.eval.training;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Candidate;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.language.Reader;
import banshi.assistant.understanding.JudgementFit;
import banshi.assistant.understanding.Reading;
import banshi.assistant.understanding.Subject;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyChoiceTest {
    private static final Reader READER = new Reader(List.of());
    private static final AspectId FEE = new AspectId("fee");
    private static final AspectId PROCESS = new AspectId("process");
    private static final MatterId RIGHT = new MatterId("right");
    private static final MatterId WRONG = new MatterId("wrong");

    private final List<JudgementFit.Asked> asked = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();

    /** Ours, read as the right matter or the wrong one, the other one beside it. */
    private void ours(double p, boolean right) {
        asked.add(new JudgementFit.Asked(READER.read("问"), Map.of(RIGHT, Set.of(FEE)), Set.of()));
        var first = right ? RIGHT : WRONG;
        var second = right ? WRONG : RIGHT;
        readings.add(new Reading(
                List.of(matter(first, p), matter(second, 1 - p)),
                List.of(
                        new Candidate(first, FEE, p),
                        new Candidate(second, FEE, 1 - p),
                        new Candidate(first, PROCESS, 0)),
                true,
                Reading.Step.MEANING));
    }

    private static Reading.Likely matter(MatterId id, double p) {
        return new Reading.Likely(new Subject.OfMatter(id, true), p);
    }

    private void danger(double p) {
        asked.add(new JudgementFit.Asked(READER.read("救"), Map.of(), Set.of(Topic.Act.EMERGENCY)));
        readings.add(new Reading(
                List.of(
                        matter(WRONG, 1 - p),
                        new Reading.Likely(new Subject.OfTopic(new TopicId("fire"), Topic.Act.EMERGENCY), p)),
                List.of(new Candidate(WRONG, FEE, 1 - p)),
                true,
                Reading.Step.MEANING));
    }

    private Policy best() {
        return new PolicyChoice(asked, readings).best();
    }

    @Test
    void answersOnlyFromWhereTooFewAnswersAreWrong() {
        for (int i = 0; i < 90; i++) ours(0.9, true);
        for (int i = 0; i < 10; i++) ours(0.62, i % 2 == 0); // as often wrong as right
        var policy = best();
        assertThat(policy.answer()).isGreaterThan(0.62).isLessThan(0.9);
        var effect = new PolicyChoice(asked, readings).effect(policy);
        assertThat(effect.wrong()).isZero();
        assertThat(effect.useful()).isEqualTo(1); // the rest is asked about, with the right one among the choices
    }

    @Test
    void answersEverythingWhereNothingIsWrong() {
        for (int i = 0; i < 100; i++) ours(0.65, true);
        assertThat(new PolicyChoice(asked, readings).effect(best()).answered()).isEqualTo(1);
    }

    @Test
    void tellsDangerAsDangerHoweverUnlikely() {
        for (int i = 0; i < 20; i++) ours(0.9, true);
        danger(0.12);
        var policy = best();
        assertThat(policy.emergency()).isLessThanOrEqualTo(0.12);
        assertThat(new PolicyChoice(asked, readings).effect(policy).danger()).isEqualTo(1);
    }
}
