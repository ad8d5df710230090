package banshi.channels.orders;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How alike two texts are (相似度), by the pairs of characters that they share: twice the shared ones by all of them (Dice's coefficient), 0 to 1. Width, case, spaces, punctuation and what covers
 * personal data do not count; nor does what stands behind the first
 * {@value #LONGEST} characters. Thousands of texts in some ten milliseconds.
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
    private static final int LONGEST = 500;

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
        var first = text.substring(0, Math.min(text.length(), LONGEST));
        return NOT_SAID.matcher(
                        Normalizer.normalize(first, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
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
        var one = pairs(a);
        var other = pairs(b);
        int shared = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            if (one[i] == other[j]) {
                shared++;
                i++;
                j++;
            } else if (one[i] < other[j]) i++;
            else j++;
        }
        int all = one.length + other.length;
        return all == 0 ? 0 : 2.0 * shared / all;
    }

    /** In order, each as often as it is there. */
    private static int[] pairs(String text) {
        var pairs = new int[text.length() - 1];
        for (int i = 0; i < pairs.length; i++) pairs[i] = text.charAt(i) << 16 | text.charAt(i + 1);
        Arrays.sort(pairs);
        return pairs;
    }
}
