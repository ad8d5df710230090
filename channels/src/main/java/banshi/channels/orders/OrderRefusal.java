package banshi.channels.orders;

/** Something that cannot be done with work orders (工单办不了), in words for the agent who asked for it; what was under way is undone. */
public final class OrderRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Why why;

    private OrderRefusal(Why why, String words) {
        super(words);
        this.why = why;
    }

    /** What kind of refusal it is (缘由). */
    public enum Why {
        /** There is no such order, or not for whoever asks. */
        UNKNOWN,
        /** Somebody else has to do it. */
        NOT_ALLOWED,
        /** The order is not as whoever asks believes, or in no state for it. */
        CONFLICT,
        /** No order may be made of it. */
        NOT_ACCEPTED,
        /** Something is missing or out of range. */
        INCOMPLETE
    }

    static OrderRefusal unknown(String orderNo) {
        return new OrderRefusal(Why.UNKNOWN, "没有工单 " + orderNo + "，或者它是保密工单、不归您办；请核对编号");
    }

    static OrderRefusal notAllowed(String words) {
        return new OrderRefusal(Why.NOT_ALLOWED, words);
    }

    static OrderRefusal conflict(String words) {
        return new OrderRefusal(Why.CONFLICT, words);
    }

    static OrderRefusal notAccepted(String words) {
        return new OrderRefusal(Why.NOT_ACCEPTED, words);
    }

    static OrderRefusal incomplete(String words) {
        return new OrderRefusal(Why.INCOMPLETE, words);
    }

    /** What kind it is. */
    public Why why() {
        return why;
    }
}
