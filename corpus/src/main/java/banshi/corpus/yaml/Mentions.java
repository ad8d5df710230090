package banshi.corpus.yaml;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The addresses and numbers in a text that the allow-list must have (文字里的网址和电话), found as the content check finds them. */
public final class Mentions {
    private Mentions() {}

    /** Web addresses, as they stand. */
    public static List<String> addresses(String text) {
        return all(CrossCheck.ADDRESS, text);
    }

    /** Phone numbers, as they stand. */
    public static List<String> phones(String text) {
        return all(CrossCheck.PHONE, text);
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }
}
