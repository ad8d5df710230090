package banshi.assistant.language;

import java.util.List;

/**
 * Takes out what is said before and between the words that matter (去语气词): greetings, hesitation, a word said twice. Never so much
 * that less than {@value #LEAST} letters are left: 你好 alone is a greeting and stays one. Stateless, thread-safe.
 */
final class Fillers {
    private static final int LEAST = 4;
    private static final int LONGEST_REPEATED = 8;

    /** At the beginning, again and again; the longest first, where one begins with another. */
    private static final List<String> OPENINGS = List.of(
            "请问一下", "请问下", "请问", "想问一下", "想问下", "想请问一下", "想请问", "想问问", "我想问一下", "我想问下", "我想问问", "我想请问", "我想咨询一下",
            "我想咨询下", "想咨询一下", "想咨询下", "咨询一下", "咨询下", "麻烦问一下", "麻烦问下", "麻烦请问", "问一下", "问下", "问一哈", "打扰一下", "打扰了", "不好意思",
            "您好", "你好", "哈喽", "hello", "hi", "警察同志", "民警同志", "警官", "在吗", "在不在", "那个那个", "那个,", "就是说", "呃", "嗯", "唔",
            "诶", "欸", "哎", "喂");

    private static final List<String> ENDINGS =
            List.of("谢谢你", "谢谢您", "谢谢了", "谢谢", "麻烦了", "麻烦您了", "求解答", "求解", "求告知", "在线等");

    /** Sounds that mean nothing, wherever they stand. */
    private static final String HESITATION = "呃嗯唔欸";

    private Fillers() {}

    /** The text without them; the same instance where there are none. */
    static String without(String text) {
        var shorter = unrepeated(unhesitating(text));
        for (int before = -1; before != shorter.length(); ) {
            before = shorter.length();
            shorter = unopened(shorter);
        }
        shorter = unended(shorter);
        return shorter.length() == text.length()
                ? text
                : shorter.replace("  ", " ").strip();
    }

    private static String unopened(String text) {
        int from = skipped(text, 0);
        for (var opening : OPENINGS) {
            if (!text.startsWith(opening, from)) continue;
            int to = skipped(text, from + opening.length());
            if (hasEnough(text, to, text.length())) return text.substring(to);
        }
        return text;
    }

    private static String unended(String text) {
        int to = text.length();
        while (to > 0 && !Character.isLetterOrDigit(text.charAt(to - 1))) to--;
        for (var ending : ENDINGS) {
            if (text.startsWith(ending, to - ending.length()) && hasEnough(text, 0, to - ending.length()))
                return text.substring(0, to - ending.length());
        }
        return text;
    }

    /** Where the next letter or digit is. */
    private static int skipped(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isLetterOrDigit(text.charAt(at))) at++;
        return at;
    }

    private static boolean hasEnough(String text, int from, int to) {
        int letters = 0;
        for (int i = from; i < to && letters < LEAST; i++) if (Character.isLetterOrDigit(text.charAt(i))) letters++;
        return letters == LEAST;
    }

    private static String unhesitating(String text) {
        StringBuilder kept = null;
        for (int i = 0; i < text.length(); i++) {
            boolean hesitates = HESITATION.indexOf(text.charAt(i)) >= 0;
            if (hesitates && kept == null) kept = new StringBuilder(text.length()).append(text, 0, i);
            if (!hesitates && kept != null) kept.append(text.charAt(i));
        }
        return kept == null || !hasEnough(kept.toString(), 0, kept.length()) ? text : kept.toString();
    }

    /** Three and more of a Han character are one; two to eight characters said again at once are said once. */
    private static String unrepeated(String text) {
        StringBuilder kept = null;
        for (int i = 0; i < text.length(); ) {
            int again = repeated(text, i);
            if (again == 0) {
                if (kept != null) kept.append(text.charAt(i));
                i++;
                continue;
            }
            if (kept == null) kept = new StringBuilder(text.length()).append(text, 0, i);
            i += again;
        }
        return kept == null ? text : kept.toString();
    }

    /** How many characters from here can go, since they are said again behind them; 0 for none. */
    private static int repeated(String text, int from) {
        if (!isHan(text, from)) return 0;
        int to = from + 1;
        while (to < text.length() && text.charAt(to) == text.charAt(from)) to++;
        if (to - from > 2) return to - from - 1;
        for (int n = Math.min(LONGEST_REPEATED, (text.length() - from) / 2); n >= 2; n--) {
            if (text.regionMatches(from, text, from + n, n) && allHan(text, from, from + n)) return n;
        }
        return 0;
    }

    private static boolean allHan(String text, int from, int to) {
        for (int i = from; i < to; i++) if (!isHan(text, i)) return false;
        return true;
    }

    private static boolean isHan(String text, int at) {
        return Character.isIdeographic(text.charAt(at));
    }
}
