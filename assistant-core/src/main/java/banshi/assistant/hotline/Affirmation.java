package banshi.assistant.hotline;

import java.util.regex.Pattern;

/** Whether a caller says yes or no to what the agent asked (应答): 对, 是的是的, 没有啊, 不在. Stateless, thread-safe. */
enum Affirmation {
    YES,
    NO,
    NEITHER;

    private static final String BEFORE = "^(?:[嗯啊哦噢唉哎诶欸呃哈][，, ]*)*";
    private static final Pattern SAYS_NO = Pattern.compile(BEFORE + "(?:不是|不对|不在|没有|没|不|别)");
    private static final Pattern SAYS_YES =
            Pattern.compile(BEFORE + "(?:对|是的?|就是|在的?|有的?|嗯|没错|好像是|应该是|要的?|可以|正是|差不多)(?!不|没)");
    private static final Pattern HUMS = Pattern.compile("^(?:嗯|诶对|哎对|啊对|哦对)");

    static Affirmation of(String text) {
        var said = text.strip();
        if (SAYS_NO.matcher(said).find()) return NO;
        if (SAYS_YES.matcher(said).find() || HUMS.matcher(said).find()) return YES;
        return NEITHER;
    }
}
