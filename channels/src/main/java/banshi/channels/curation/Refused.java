package banshi.channels.curation;

/** Something that somebody may not do, or not now (不予办理); the message is for them, in Chinese. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What sort of refusal it is. */
    public enum Why {
        /** Not theirs to do. */
        NOT_ALLOWED,
        /** Not as things are. */
        NOT_NOW,
        /** There is no such thing. */
        NOT_THERE
    }

    private final Why why;

    /** @param message for whoever is refused, in Chinese */
    public Refused(Why why, String message) {
        super(message);
        this.why = why;
    }

    /** What sort it is. */
    public Why why() {
        return why;
    }
}
