package banshi.assistant.language;

import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Brings text into one script, width and case, and takes out what says nothing (归一化). Stateless, thread-safe. */
final class Normalizer {
    /** What NFKC and the script conversion leave alone, and what it stands for. */
    private static final Map<Integer, Integer> VARIANTS = variants(
            // dialect and polite forms; 係 is not among them: 關係
            "庅→么 麽→么 妳→你 喺→在 嘅→的 咗→了 冇→没",
            // radicals that PDF files put for characters; NFKC folds the Kangxi block but not these
            "⺠→民 ⺟→母 ⻄→西 ⻅→见 ⻆→角 ⻋→车 ⻓→长 ⻔→门 ⻘→青 ⻚→页 ⻛→风 ⻜→飞 ⻝→食 ⻢→马 ⻣→骨 ⻤→鬼 ⻥→鱼 ⻦→鸟 ⻨→麦 ⻩→黄 ⻬→齐 ⻮→齿 ⻰→龙");

    private Normalizer() {}

    /** The text as {@link Question#text()} has it. */
    static String normalize(String raw, Set<LanguageStep> steps) {
        if (isPlain(raw)) return raw;
        var text = steps.contains(LanguageStep.WIDTH)
                ? java.text.Normalizer.normalize(raw, Form.NFKC).toLowerCase(Locale.ROOT)
                : raw;
        text = cleaned(text, steps);
        if (steps.contains(LanguageStep.SCRIPT)) text = Script.simplified(text);
        if (steps.contains(LanguageStep.FILLERS)) text = Fillers.without(text);
        return steps.contains(LanguageStep.NUMBERS) ? Numerals.inDigits(text) : text;
    }

    private static String cleaned(String text, Set<LanguageStep> steps) {
        boolean quiet = steps.contains(LanguageStep.NOISE);
        boolean folds = steps.contains(LanguageStep.WIDTH);
        var clean = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (quiet && isNoise(c)) continue;
            if (isSpace(c)) {
                space = true;
                continue;
            }
            if (space && !clean.isEmpty()) clean.append(' ');
            space = false;
            clean.appendCodePoint(folds ? VARIANTS.getOrDefault(c, c) : c);
        }
        return clean.toString();
    }

    /** Zero-width, direction marks, joiners, struck-out letters, pictures. */
    static boolean isNoise(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || Character.isEmojiPresentation(c);
    }

    static boolean isSpace(int c) {
        return Character.getType(c) == Character.CONTROL
                || Character.isWhitespace(c)
                || Character.getType(c) == Character.SPACE_SEPARATOR;
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
