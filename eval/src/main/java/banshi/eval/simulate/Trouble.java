package banshi.eval.simulate;

/** What can go wrong on a walk (问题种类), with the words for it in a report. */
public enum Trouble {
    GAVE_UP(Kind.DEAD_END, "after an answered question it gave up, declined or passed on"),
    WENT_ELSEWHERE(
            Kind.DEAD_END, "after an answered question it spoke of another matter that the content does not lead to"),
    LOST_THE_MATTER(
            Kind.DEAD_END, "after an answered question it asked which matter is meant, without offering this one"),
    NOT_HEARD(Kind.DEAD_END, "an answer to its question was not understood as one"),
    CANNOT_ANSWER(
            Kind.DEAD_END,
            "it asked what has no true answer: the situation does not arise, or the option is not offered"),
    NEVER_ANSWERED(Kind.DEAD_END, "the matter was chosen, and never answered"),
    ASKED_AGAIN(Kind.LOOP, "it asked about a situation a second time"),
    TOO_MANY_QUESTIONS(Kind.LOOP, "it asked more than three questions about the case"),
    MISHEARD(Kind.CONTRADICTION, "it took the case for another than what was truthfully said"),
    FORGOT(Kind.CONTRADICTION, "it no longer knows what it knew of the case"),
    IDLE_QUESTION(Kind.CONTRADICTION, "it asked a question whose answers all lead to the same"),
    NEEDLESS_MATERIAL(Kind.CONTRADICTION, "it certainly required a material that this case does without"),
    MISSING_MATERIAL(Kind.CONTRADICTION, "it left out a material that this case certainly needs"),
    WRONG_VERDICT(Kind.CONTRADICTION, "whether one may apply differs from what follows from what it knew");

    private final Kind kind;
    private final String words;

    Trouble(Kind kind, String words) {
        this.kind = kind;
        this.words = words;
    }

    /** The sort of finding that it is. */
    public Kind kind() {
        return kind;
    }

    /** In words, of the assistant. */
    public String words() {
        return words;
    }

    /** The three sorts of finding (问题大类). */
    public enum Kind {
        /** The conversation leads nowhere (死路). */
        DEAD_END,
        /** It goes round in a circle (兜圈). */
        LOOP,
        /** It does not fit the case (矛盾). */
        CONTRADICTION
    }
}
