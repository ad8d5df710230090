package banshi.corpus.statistics;

import banshi.corpus.Content;
import banshi.corpus.EditDistance;
import banshi.corpus.Matter;
import banshi.corpus.Phrasing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How varied the phrasings are (多样性): a pattern filled once a matter teaches the pattern and not the matter. All shares are of
 * all phrasings, from 0 to 1.
 *
 * @param sameButForNames the share that is the same as another one once the names of the matter are taken out
 * @param opening the first three characters that most phrasings begin with; empty if there are no phrasings
 * @param openingShare the share that begins so
 * @param nearest the mean, over all phrasings, of the normalised edit distance to the nearest of the same matter and aspect
 * @param styles the share of each style among whole questions; of follow-ups, which are half of one, among all
 */
public record Variety(
        double sameButForNames,
        String opening,
        double openingShare,
        double nearest,
        Map<Phrasing.Style, Double> styles) {
    private static final String NAME = "◇";

    public Variety {
        styles = Map.copyOf(styles);
    }

    /** Measures; about a second for ten thousand phrasings. */
    public static Variety of(Content content) {
        var phrasings = content.phrasings();
        if (phrasings.isEmpty()) return new Variety(0, "", 0, 1, Map.of());
        double all = phrasings.size();
        var opening = phrasings.stream()
                .collect(Collectors.groupingBy(p -> opening(p.text()), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow();
        var styles = phrasings.stream().collect(Collectors.groupingBy(Phrasing::style, Collectors.counting()));
        var shares = new HashMap<Phrasing.Style, Double>();
        double whole = all - styles.getOrDefault(Phrasing.Style.FOLLOW_UP, 0L);
        styles.forEach((style, count) -> shares.put(style, count / (style == Phrasing.Style.FOLLOW_UP ? all : whole)));
        return new Variety(
                sameButForNames(content) / all, opening.getKey(), opening.getValue() / all, nearest(phrasings), shares);
    }

    private static String opening(String text) {
        int end = text.codePointCount(0, text.length()) < 3 ? text.length() : text.offsetByCodePoints(0, 3);
        return text.substring(0, end);
    }

    private static long sameButForNames(Content content) {
        var names = content.matters().stream().collect(Collectors.toMap(Matter::id, Variety::names));
        return content.phrasings().stream()
                .collect(Collectors.groupingBy(
                        p -> anonymous(p.text(), names.getOrDefault(p.matter(), List.of())), Collectors.counting()))
                .values()
                .stream()
                .filter(count -> count > 1)
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The longest first, so that none is left over in part. */
    private static List<String> names(Matter matter) {
        var names = new LinkedHashSet<>(matter.aliases());
        names.add(matter.name());
        names.add(matter.shortName());
        return names.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static String anonymous(String text, List<String> names) {
        var left = text;
        for (String name : names) left = left.replace(name, NAME);
        return left.replaceAll("[\\p{P}\\s]", "");
    }

    private static double nearest(List<Phrasing> phrasings) {
        var groups = phrasings.stream()
                .collect(Collectors.groupingBy(
                        p -> p.matter() + "/" + p.aspect(),
                        LinkedHashMap::new,
                        Collectors.mapping(Phrasing::text, Collectors.toCollection(ArrayList::new))));
        double sum = 0;
        for (var texts : groups.values()) {
            for (int i = 0; i < texts.size(); i++) {
                double nearest = 1;
                for (int k = 0; k < texts.size(); k++)
                    if (k != i) nearest = Math.min(nearest, distance(texts.get(i), texts.get(k), nearest));
                sum += nearest;
            }
        }
        return sum / phrasings.size();
    }

    /** Levenshtein's distance over the longer length; anything not below {@code most} may be given as {@code most}. */
    private static double distance(String a, String b, double most) {
        int longer = Math.max(a.length(), b.length());
        if (longer == 0) return 0;
        if (Math.abs(a.length() - b.length()) >= most * longer) return most;
        return EditDistance.between(a, b) / (double) longer;
    }
}
