package banshi.channels.wechat;

/** What became of something that we sent of our own accord (下发结果). */
public sealed interface Delivery {
    /** WeChat took it. */
    record Sent() implements Delivery {}

    /** It may work in a moment; {@code why} is a code of WeChat's or the kind of a failure, never words of a citizen. */
    record Later(String why) implements Delivery {}

    /** This citizen cannot be written to, until they write to us again. */
    record Closed(int code) implements Delivery {}

    /** The account may not, until somebody sees to its settings, its permissions or its daily limit. */
    record Refused(int code) implements Delivery {}

    /** What a code says that WeChat gave back. Source: 微信开放文档, 全局返回码. */
    static Delivery of(int code) {
        return switch (code) {
            case 0 -> new Sent();
            case -1, 45011 -> new Later(String.valueOf(code)); // busy; too many calls a minute
            // not following; over the time or the number that their last message allowed; messages turned off
            case 43004, 45015, 45047, 48002 -> new Closed(code);
            default -> new Refused(code);
        };
    }
}
