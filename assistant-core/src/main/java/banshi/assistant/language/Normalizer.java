package banshi.assistant.language;

import com.hankcs.hanlp.HanLP;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Brings text into one script, width and case (归一化). Stateless, thread-safe. */
final class Normalizer {
    /** What NFKC and the script conversion leave alone, and what it stands for. */
    private static final Map<Integer, Integer> VARIANTS = variants(
            // dialect and polite forms; 係 is not among them: 關係
            "庅→么 麽→么 妳→你 喺→在 嘅→的 咗→了 冇→没",
            // radicals that PDF files put for characters; NFKC folds the Kangxi block but not these
            "⺠→民 ⺟→母 ⻄→西 ⻅→见 ⻆→角 ⻋→车 ⻓→长 ⻔→门 ⻘→青 ⻚→页 ⻛→风 ⻜→飞 ⻝→食 ⻢→马 ⻣→骨 ⻤→鬼 ⻥→鱼 ⻦→鸟 ⻨→麦 ⻩→黄 ⻬→齐 ⻮→齿 ⻰→龙");

    private Normalizer() {}

    /** The text as {@link Question#text()} has it. */
    static String normalize(String raw) {
        if (isPlain(raw)) return raw;
        var folded = java.text.Normalizer.normalize(raw, Form.NFKC).toLowerCase(Locale.ROOT);
        var clean = new StringBuilder(folded.length());
        boolean space = false;
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            if (type == Character.FORMAT
                    || type == Character.NON_SPACING_MARK
                    || type == Character.ENCLOSING_MARK
                    || type == Character.SURROGATE
                    || type == Character.PRIVATE_USE
                    || type == Character.UNASSIGNED)
                continue; // zero-width, direction marks, joiners, struck-out letters
            if (type == Character.CONTROL || Character.isWhitespace(c) || type == Character.SPACE_SEPARATOR) {
                space = true;
                continue;
            }
            if (space && !clean.isEmpty()) clean.append(' ');
            space = false;
            clean.appendCodePoint(VARIANTS.getOrDefault(c, c));
        }
        return HanLP.convertToSimplifiedChinese(clean.toString());
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

    private static Map<Integer, Integer> variants(String... pairs) {
        var variants = new HashMap<Integer, Integer>();
        for (String pair : String.join(" ", pairs).split(" ")) variants.put(pair.codePointAt(0), pair.codePointAt(2));
        return Map.copyOf(variants);
    }
}
