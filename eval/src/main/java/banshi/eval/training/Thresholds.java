package banshi.eval.training;

import banshi.assistant.dialogue.Policy;
import banshi.assistant.release.Release;
import banshi.assistant.understanding.Judgement;
import banshi.assistant.understanding.JudgementFit;
import banshi.eval.cases.CaseSet;

/**
 * What is chosen on development questions (权重与阈值): how evidence is weighed, and when that is enough to answer.
 *
 * @param effect what the policy does to the development questions, in words for a terminal
 */
public record Thresholds(Judgement judgement, Policy policy, String effect) {
    /** Chooses for a release; a sentence vector for each question. */
    public static Thresholds choose(Release release, CaseSet development) {
        var asked = DevelopmentQuestions.of(development, release.reader());
        var judgement = JudgementFit.fit(release.understanding(), asked);
        var understanding = release.understanding().with(judgement);
        var readings = asked.stream().map(a -> understanding.read(a.question())).toList();
        var choice = new PolicyChoice(asked, readings);
        var policy = choice.best();
        long byWords = readings.stream()
                .filter(r -> r.step() == banshi.assistant.understanding.Reading.Step.WORDS)
                .count();
        return new Thresholds(
                judgement,
                policy,
                choice.effect(policy) + ", read by words alone " + byWords + " of " + readings.size());
    }
}
