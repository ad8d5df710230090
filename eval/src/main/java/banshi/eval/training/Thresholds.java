package banshi.eval.training;

import banshi.assistant.cases.CaseSet;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.release.Release;
import banshi.assistant.understanding.FollowingFit;
import banshi.assistant.understanding.Judgement;
import banshi.assistant.understanding.JudgementFit;
import banshi.assistant.understanding.Reading;
import java.util.function.Consumer;

/**
 * What is chosen on development questions (权重与阈值): how evidence is weighed, and when that is enough to answer.
 *
 * @param effect what the policy does to the development questions, in words for a terminal
 */
public record Thresholds(Judgement judgement, Policy policy, String effect) {
    /** Chooses for a release; a sentence vector for each question. */
    public static Thresholds choose(Release release, CaseSet development, Consumer<String> progress) {
        var asked = DevelopmentQuestions.of(development, release.reader());
        var first = JudgementFit.fit(release.understanding(), asked);
        var following = FollowingFit.fit(
                release.understanding().with(first), PracticeTurns.of(development.dialogues(), release), progress);
        var judgement = first.following(following);
        var understanding = release.understanding().with(judgement);
        var readings = asked.stream().map(a -> understanding.read(a.question())).toList();
        var choice = new PolicyChoice(asked, readings);
        var policy = choice.best();
        long byWords =
                readings.stream().filter(r -> r.step() == Reading.Step.WORDS).count();
        return new Thresholds(
                judgement,
                policy,
                choice.effect(policy) + ", read by words alone " + byWords + " of " + readings.size());
    }
}
