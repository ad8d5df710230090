package banshi.channels.wechat;

/** What becomes of an answer that is not there within WeChat's five seconds (慢答方式). */
public enum SlowReply {
    /** The post gets {@code success}, and the answer is pushed as a customer-service message. Needs the account's secret. */
    KEFU,

    /** The post gets a link to tap for the answer. */
    MENU_LINK,

    /**
     * The post gets nothing, so that WeChat posts the message again, and then again; whichever post still waits gets the answer. What is later
     * than the last of them is kept, and shown before the next reply.
     */
    RETRY_ATTACH
}
