package banshi.channels.wechat;

/** What of a failure may be logged: its kind and place, not its message, which may quote a citizen. */
public final class Failures {
    private Failures() {}

    /** The kind of {@code failure} and where it arose. */
    public static String describe(Throwable failure) {
        var frames = failure.getStackTrace();
        return failure.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }
}
