package banshi.channels.shift;

/** A call that cannot be judged, or not like that (质检办不了), in words for whoever tried. */
public final class ReviewRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Why why;

    ReviewRefusal(Why why, String words) {
        super(words, null, false, false);
        this.why = why;
    }

    /** What kind of refusal it is (缘由). */
    public enum Why {
        /** There is no such call, or not for whoever asks. */
        UNKNOWN,
        /** Somebody else has to do it. */
        NOT_ALLOWED,
        /** It is not as whoever asks believes, or it is too early. */
        CONFLICT
    }

    /** What kind it is. */
    public Why why() {
        return why;
    }
}
