package banshi.channels.notice;

/** No notice is pushed (不予推送); the message is Chinese, for the agent. */
public final class NoticeRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Why why;

    /** What kind of reason it is. */
    public enum Why {
        /** There is no such call or card. */
        UNKNOWN,
        /** Not any more. */
        TOO_LATE,
        /** Not like this. */
        IMPOSSIBLE
    }

    /** @param message in Chinese, for the agent */
    public NoticeRefusal(Why why, String message) {
        super(message, null, false, false);
        this.why = why;
    }

    /** What kind of reason it is. */
    public Why why() {
        return why;
    }
}
