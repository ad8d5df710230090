package banshi.assistant.cases;

import banshi.assistant.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one reply had to be, and what came back (单轮判定). No reply is a miss in every respect.
 *
 * @param shown the choices of the reply before this one; empty where it gave none
 */
public record TurnResult(Expectation expected, Response response, List<Choice> shown) {
    private static final int LEAST_OFFERED = 2;

    public TurnResult {
        shown = List.copyOf(shown);
    }

    /** Whether nothing is missing. */
    public boolean isMet() {
        return misses().isEmpty();
    }

    /** Whether the act is right. */
    public boolean isActRight() {
        return response instanceof Response.Replied r && expected.accepts(r.act());
    }

    /** Whether there is a reply that says nothing of what must not be said. */
    public boolean isClean() {
        return response instanceof Response.Replied r
                && expected.mustNotContain().stream().noneMatch(r::says);
    }

    /** What is missing, in a word each: {@code reply}, {@code act}, {@code about}, {@code choices}, {@code says}, {@code forbidden}. */
    public List<String> misses() {
        return switch (response) {
            case Response.Failed ignored -> List.of("reply");
            case Response.Replied r -> misses(r);
        };
    }

    private List<String> misses(Response.Replied r) {
        var misses = new ArrayList<String>();
        if (!isActRight()) misses.add("act");
        if (!isAboutRight(r)) misses.add("about");
        if (r.act() == Act.CLARIFY && !offersEnough(r)) misses.add("choices");
        if (!expected.mustContainAny().isEmpty()
                && expected.mustContainAny().stream().noneMatch(r::says)) misses.add("says");
        if (!isClean()) misses.add("forbidden");
        return misses;
    }

    /** A clarification is about what it offers; a refusal is about nothing that could be wrong. */
    private boolean isAboutRight(Response.Replied r) {
        return switch (r.act()) {
            case ANSWER, ASK_SITUATION ->
                expected.pick() > 0
                        ? isPicked(r)
                        : expected.accepts(r.matter(), r.aspect()) || isBundle(r, expected.bundle());
            case CLARIFY ->
                expected.matter() == null
                        || expected.matters().stream().anyMatch(m -> m.equals(r.matter()) || offers(r, m));
            case DECLINE, HANDOFF, SMALLTALK, EMERGENCY -> true;
        };
    }

    private boolean isPicked(Response.Replied r) {
        if (expected.pick() > shown.size()) return false;
        var picked = shown.get(expected.pick() - 1);
        return picked.matter() != null
                && picked.matter().equals(r.matter())
                && (picked.aspect() == null || picked.aspect().equals(r.aspect()));
    }

    private static boolean isBundle(Response.Replied r, @org.jspecify.annotations.Nullable String bundle) {
        return bundle != null
                && ((r.matter() != null && r.matter().value().equals(bundle))
                        || (r.template() != null && r.template().contains(bundle)));
    }

    private boolean offersEnough(Response.Replied r) {
        long offered = expected.choices().stream().filter(m -> offers(r, m)).count();
        return offered >= Math.min(LEAST_OFFERED, expected.choices().size());
    }

    private static boolean offers(Response.Replied r, banshi.corpus.MatterId matter) {
        return r.choices().stream().map(Choice::matter).filter(Objects::nonNull).anyMatch(matter::equals);
    }
}
