package banshi.assistant.language;

import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/**
 * What was said, beside a copy in which it can be recognised, and what of it is covered. In the copy letters are small, wide and
 * traditional characters are plain, what cannot be seen is gone, and all that is white is a space, but for the ends of lines.
 */
final class MaskedText {
    /** What stands for a letter or digit that is covered. */
    static final char MASK = '*';

    private static final int FIRST_HAN = 0x4E00;
    private static final int LAST_HAN = 0x9FFF;

    private final String said;
    private final StringBuilder copy;

    /** Where in {@code said} each character of the copy comes from. */
    private int[] origins;

    private boolean hasAscii;
    private final BitSet covered = new BitSet();

    MaskedText(String said) {
        this.said = said;
        copy = new StringBuilder(said.length());
        origins = new int[said.length() + 8];
        for (int i = 0; i < said.length(); ) {
            int c = said.codePointAt(i);
            if (c < 0x80) append(ascii((char) c), i);
            else if (c >= FIRST_HAN && c <= LAST_HAN) append(Script.simplified((char) c), i);
            else appendFolded(c, i);
            i += Character.charCount(c);
        }
    }

    private static char ascii(char c) {
        if (c >= 'A' && c <= 'Z') return (char) (c + ('a' - 'A'));
        return c < ' ' && c != '\n' ? ' ' : c;
    }

    private void appendFolded(int c, int origin) {
        if (c == '〇') append('零', origin);
        else if (Normalizer.isSpace(c)) append(' ', origin);
        else if (!Normalizer.isNoise(c)) {
            var folded = java.text.Normalizer.normalize(Character.toString(c), Form.NFKC)
                    .toLowerCase(Locale.ROOT);
            for (int i = 0; i < folded.length(); i++) append(folded.charAt(i), origin);
        }
    }

    private void append(char c, int origin) {
        if (copy.length() == origins.length) origins = Arrays.copyOf(origins, 2 * origins.length);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) hasAscii = true;
        origins[copy.length()] = origin;
        copy.append(c);
    }

    /** The copy, in which what is covered is {@link #MASK}; it changes as more is covered. */
    CharSequence copy() {
        return copy;
    }

    /** Whether the copy has letters of the Latin alphabet or digits, other than in Chinese. */
    boolean hasAscii() {
        return hasAscii;
    }

    /** What stands in the copy before a place, at most so many characters. */
    String before(int at, int most) {
        return copy.substring(Math.max(0, at - most), at);
    }

    /** What stands in the copy from a place on, at most so many characters. */
    String after(int at, int most) {
        return copy.substring(at, Math.min(copy.length(), at + most));
    }

    /** Covers the letters and digits between two places of the copy; the rest between them stays. */
    void cover(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = copy.charAt(i);
            if (!Character.isLetterOrDigit(c) && !Character.isSurrogate(c)) continue;
            copy.setCharAt(i, MASK);
            covered.set(origins[i]);
        }
    }

    /** Covers the letters and digits between two places of the copy but for the first and the last ones. */
    void coverInside(int from, int to, int first, int last) {
        int begin = from;
        for (int left = first; left > 0 && begin < to; begin++)
            if (Character.isLetterOrDigit(copy.charAt(begin))) left--;
        int end = to;
        for (int left = last; left > 0 && end > begin; end--)
            if (Character.isLetterOrDigit(copy.charAt(end - 1))) left--;
        cover(begin, end);
    }

    /** What was said, with the mask over what is covered; the same instance if nothing is. */
    String masked() {
        if (covered.isEmpty()) return said;
        var masked = new StringBuilder(said.length());
        for (int i = 0; i < said.length(); ) {
            int c = said.codePointAt(i);
            masked.appendCodePoint(covered.get(i) ? MASK : c);
            i += Character.charCount(c);
        }
        return masked.toString();
    }
}
