package banshi.channels.orders;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How alike two texts are (相似度), by the pairs of characters that they share: twice the shared ones by all of them (Dice's coefficient), 0 to 1. Width, case, spaces, punctuation and what covers
 * personal data do not count. In time linear in the lengths.
 *
 * <p>Source: L. R. Dice, "Measures of the amount of ecologic association between species", Ecology 26 (1945), 297–302.
 */
final class Likeness {
    private static final Pattern NOT_SAID = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** What addresses begin with, or not, as whoever speaks likes it; 翠苑三区 and 阳光小区 are no districts. */
    private static final Pattern REGION =
            Pattern.compile("^(?:\\p{L}{2,8}?省)?(?:\\p{L}{2,8}?市)?(?:\\p{L}{1,3}(?<![小社园校厂院新一二三四五六七八九十])(?:区|县))?");

    /** Most are covered before anything is kept. */
    private static final Pattern NUMBER = Pattern.compile("\\d*(?:号(?!线)|弄|幢|栋|单元)");

    private static final Pattern HOW_NEAR = Pattern.compile("(?:旁边|附近|对面|门口|边上|里面|路口|交叉口|交界处)$");
    private static final int SHORTEST_ADDRESS = 2;

    private Likeness() {}

    /** Of two texts. */
    static double of(String one, String other) {
        return dice(plain(one), plain(other));
    }

    /** Of two addresses: the city and the district, numbers of houses, and words like 附近, do not count. An address within another is as good as the same. */
    static double ofAddresses(String one, String other) {
        var a = place(one);
        var b = place(other);
        if (a.length() < SHORTEST_ADDRESS || b.length() < SHORTEST_ADDRESS) return a.equals(b) && !a.isEmpty() ? 1 : 0;
        if (a.contains(b) || b.contains(a)) return 0.9 + 0.1 * dice(a, b);
        return dice(a, b);
    }

    private static String plain(String text) {
        return NOT_SAID.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll("");
    }

    private static String place(String address) {
        var plain = plain(address);
        var within = NUMBER.matcher(REGION.matcher(plain).replaceFirst("")).replaceAll("");
        return HOW_NEAR.matcher(within.length() < SHORTEST_ADDRESS ? plain : within)
                .replaceFirst("");
    }

    private static double dice(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) return 0;
        if (a.equals(b)) return 1;
        var pairs = pairs(a);
        int all = Math.max(0, a.length() - 1) + Math.max(0, b.length() - 1);
        if (all == 0) return 0;
        int shared = 0;
        for (int i = 0; i + 1 < b.length(); i++)
            if (pairs.merge(b.substring(i, i + 2), -1, Integer::sum) >= 0) shared++;
        return 2.0 * shared / all;
    }

    private static Map<String, Integer> pairs(String text) {
        var pairs = new HashMap<String, Integer>();
        for (int i = 0; i + 1 < text.length(); i++) pairs.merge(text.substring(i, i + 2), 1, Integer::sum);
        return pairs;
    }
}
