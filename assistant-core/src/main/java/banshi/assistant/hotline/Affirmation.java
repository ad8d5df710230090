package banshi.assistant.hotline;

import java.util.regex.Pattern;

/** Whether a caller says yes or no to what the agent asked (应答): 对, 是的是的, 没有啊, 不在. Stateless, thread-safe. */
enum Affirmation {
    YES,
    NO,
    NEITHER;

    private static final String BEFORE = "^(?:[嗯啊哦噢唉哎诶欸呃哈][，, ]*)*";
    private static final Pattern SAYS_NO = Pattern.compile(BEFORE + "(?:也?不是|不对|不在|没有|没|不|别)");
    private static final Pattern SAYS_YES =
            Pattern.compile(BEFORE + "(?:对|是的?|就是|在的?|有的?|嗯|没错|好像是|应该是|要的?|可以|正是|差不多)(?!不|没)");
    private static final Pattern HUMS = Pattern.compile("^(?:嗯|诶对|哎对|啊对|哦对)");

    /** Is no longer wanted: 早就弄好了, 户口现在不迁了. */
    private static final Pattern DONE = Pattern.compile(
            "^\\S{0,8}?(?:(?:弄|做|办|处理|交|注销|用|搞|换|领|拿)(?:好|完|掉|到手|过)?了|早就|早已|没问题|不[^\\s]{1,2}了|前年的事|去年的事)(?:\\s|$)");

    /** Whether what the agent spoke of is what the caller wants: what is done already is not. */
    static Affirmation toNaming(String text) {
        return DONE.matcher(text.strip()).find() ? NO : of(text);
    }

    static Affirmation of(String text) {
        var said = text.strip();
        if (SAYS_NO.matcher(said).find()) return NO;
        if (SAYS_YES.matcher(said).find() || HUMS.matcher(said).find()) return YES;
        return NEITHER;
    }
}
