package banshi.channels.accounts;

/** Somebody who has logged in, and how far (在线职员). */
public record Present(Account account, Session session, Stage stage) {
    /** What is still to be done (登录进度). */
    public enum Stage {
        /** Show a code of the device. */
        CODE,
        /** Choose a password of one's own. */
        PASSWORD,
        /** Set up a device that shows codes. */
        ENROL,
        /** Nothing. */
        OPEN
    }
}
