package banshi.channels.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.BreakIterator;
import java.util.Locale;

/** Shortens a text to a number of bytes, at the end of a sentence where there is one (按句截断). */
public final class SentenceCut {
    private static final String ENDS = "。！？；…\n";
    private static final String CLOSERS = "”’』」）】";

    private SentenceCut() {}

    /** How many bytes {@code text} takes in UTF-8. */
    public static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    /**
     * The longest beginning of {@code text} that fits and ends a sentence; without such an end, the longest that cuts no character,
     * number or address in two.
     */
    public static String within(String text, int bytes) {
        if (bytes(text) <= bytes) return text;
        var characters =
                BreakIterator.getCharacterInstance(Locale.ROOT); // 👨‍👩‍👧 is one, though it is five code points
        characters.setText(text);
        int end = 0;
        int sentence = 0;
        int word = 0;
        int used = 0;
        for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
            used += bytes(text.substring(end, next));
            if (used > bytes) break;
            end = next;
            if (endsSentence(text, end)) sentence = end;
            if (!joined(text, end)) word = end;
        }
        int cut = sentence > 0 ? sentence : word > 0 ? word : end;
        return text.substring(0, cut).strip();
    }

    private static boolean endsSentence(String text, int end) {
        int last = end - 1;
        while (last > 0 && CLOSERS.indexOf(text.charAt(last)) >= 0) last--;
        return ENDS.indexOf(text.charAt(last)) >= 0;
    }

    private static boolean joined(String text, int at) {
        return at < text.length() && visibleAscii(text.charAt(at - 1)) && visibleAscii(text.charAt(at));
    }

    private static boolean visibleAscii(char c) {
        return c > ' ' && c < 0x7f;
    }
}
