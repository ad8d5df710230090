package banshi.assistant.cases;

/** A question that is not ours, and what came back (超范围结果). A failed case is a miss in every respect. */
public record NotOursResult(EvalCase.NotOurs asked, Response response) {
    /**
     * Whether the question was turned away: by an act that the case names, or by any other refusal. Where an emergency is expected,
     * only an act that the case names will do.
     */
    public boolean isRejected() {
        return response instanceof Response.Replied r
                && (asked.accepts(r.act())
                        || (asked.expect() != Act.EMERGENCY && r.act().refuses()));
    }

    /** Whether the question was at least not answered; an emergency as in {@link #isRejected}. */
    public boolean isNotAnswered() {
        return response instanceof Response.Replied r
                && (asked.accepts(r.act()) || (asked.expect() != Act.EMERGENCY && r.act() != Act.ANSWER));
    }

    /** Whether the act is one that the case names. */
    public boolean isActRight() {
        return response instanceof Response.Replied r && asked.accepts(r.act());
    }

    /** Whether the case asks for a number or a place. */
    public boolean wantsMention() {
        return !asked.mustContainAny().isEmpty();
    }

    /** Whether the reply names one of the numbers or places asked for. */
    public boolean isMentioned() {
        return response instanceof Response.Replied r
                && asked.mustContainAny().stream().anyMatch(r.text()::contains);
    }
}
