package banshi.assistant.language;

import com.hankcs.hanlp.HanLP;
import java.text.Normalizer.Form;
import java.util.Locale;

/** Brings text into one script, width and case (归一化). Stateless, thread-safe. */
final class Normalizer {
    /** Variants that NFKC and the script conversion leave alone. */
    private static final String VARIANTS = "庅么麽么妳你祢你喺在嘅的咗了冇没";

    private Normalizer() {}

    /** The text as {@link Question#text()} has it. */
    static String normalize(String raw) {
        if (isPlain(raw)) return raw;
        var wide = java.text.Normalizer.normalize(raw, Form.NFKC);
        var clean = new StringBuilder(wide.length());
        boolean space = false;
        for (int i = 0; i < wide.length(); ) {
            int c = wide.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            if (type == Character.FORMAT
                    || type == Character.NON_SPACING_MARK
                    || type == Character.SURROGATE
                    || type == Character.PRIVATE_USE
                    || type == Character.UNASSIGNED) continue; // zero-width, direction marks, emoji joiners
            if (type == Character.CONTROL || Character.isWhitespace(c) || type == Character.SPACE_SEPARATOR) {
                space = true;
                continue;
            }
            if (space && !clean.isEmpty()) clean.append(' ');
            space = false;
            clean.appendCodePoint(variant(c));
        }
        return HanLP.convertToSimplifiedChinese(clean.toString().toLowerCase(Locale.ROOT));
    }

    /** White space and punctuation taken out. */
    static String key(String text) {
        var key = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(key::appendCodePoint);
        return key.length() == text.length() ? text : key.toString();
    }

    /** Whether nothing can change: only simplified-or-shared Han is not decidable cheaply, so ASCII alone is plain. */
    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!plain) return false;
        }
        return true;
    }

    private static int variant(int c) {
        for (int i = 0; i < VARIANTS.length(); i += 2) {
            if (VARIANTS.charAt(i) == c) return VARIANTS.charAt(i + 1);
        }
        return c;
    }
}
