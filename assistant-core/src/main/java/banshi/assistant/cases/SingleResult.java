package banshi.assistant.cases;

import banshi.assistant.Candidate;
import banshi.assistant.understanding.Reading;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question about one of our matters, and what came back (单轮结果). A failed case is a miss in every respect.
 *
 * @param step what it took to read it, or null where that is not known
 */
public record SingleResult(EvalCase.Single asked, Response response, Reading.@Nullable Step step) {
    /** Whether the best candidate is right, whatever the assistant then did. */
    public boolean isTop1Right() {
        return best().filter(c -> asked.accepts(new Pair(c.matter(), c.aspect())))
                .isPresent();
    }

    /** Whether the best candidate's matter is right. */
    public boolean isTop1MatterRight() {
        return best().filter(c -> asked.acceptsMatter(c.matter())).isPresent();
    }

    /** Whether the best candidate's aspect is right. */
    public boolean isTop1AspectRight() {
        return best().filter(c -> asked.acceptsAspect(c.aspect())).isPresent();
    }

    /** Whether it was answered, rightly or not. */
    public boolean isAnswered() {
        return replied().filter(r -> r.act() == Act.ANSWER).isPresent();
    }

    /** Whether it was answered, about an accepted pair. */
    public boolean isAnsweredRight() {
        return isAnswered()
                && replied()
                        .flatMap(Response.Replied::about)
                        .filter(asked::accepts)
                        .isPresent();
    }

    /** Whether it was answered, about something else: what harms a citizen. */
    public boolean isAnsweredWrong() {
        return isAnswered() && !isAnsweredRight();
    }

    /** Whether it was clarified with the gold pair, both matter and aspect, among the choices; a pair that is right too is not enough. */
    public boolean isClarifiedWell() {
        return replied()
                .filter(r -> r.act() == Act.CLARIFY)
                .filter(r -> r.choices().stream()
                        .anyMatch(c -> asked.gold().matter().equals(c.matter())
                                && asked.gold().aspect().equals(c.aspect())))
                .isPresent();
    }

    /** Whether the citizen is helped: answered right, or one pick away from it. */
    public boolean isUseful() {
        return isAnsweredRight() || isClarifiedWell();
    }

    /** As the reply names it, 0..1; 0 where there is none. */
    public double confidence() {
        return replied().map(Response.Replied::confidence).orElse(0.0);
    }

    /** The probability of the best candidate, 0..1; 0 where there is none. */
    public double forcedConfidence() {
        return best().map(Candidate::p).orElse(0.0);
    }

    /** The best reading, whatever the assistant then did. */
    public Optional<Candidate> best() {
        return replied().flatMap(r -> r.candidates().stream().findFirst());
    }

    private Optional<Response.Replied> replied() {
        return switch (response) {
            case Response.Replied r -> Optional.of(r);
            case Response.Failed ignored -> Optional.empty();
        };
    }
}
