package banshi.eval.metrics;

import banshi.assistant.cases.SingleResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which matters are taken for which (混淆), by the best candidate of each question, whatever the assistant then did. A matter that the
 * case accepts too counts as the gold one.
 *
 * @param mistakes each gold matter with one that was taken for it, the most frequent first
 * @param categories all that occur, in order; the columns of {@code counts}, but for one more: no candidate at all
 * @param counts questions by gold category, in the order of {@code categories}, and by the category of the best candidate
 */
public record Confusion(List<Mistake> mistakes, List<String> categories, List<List<Integer>> counts) {
    public Confusion {
        mistakes = List.copyOf(mistakes);
        categories = List.copyOf(categories);
        counts = counts.stream().map(List::copyOf).toList();
    }

    /** Counts the questions. */
    public static Confusion of(List<SingleResult> results) {
        var mistakes = new TreeMap<String, Mistake>();
        var cells = new TreeMap<String, Map<String, Integer>>();
        var categories = new TreeSet<String>();
        for (var result : results) {
            var gold = result.asked().gold().matter().value();
            var taken = taken(result);
            taken.filter(t -> !t.equals(gold))
                    .ifPresent(t -> mistakes.merge(
                            gold + " " + t,
                            new Mistake(gold, t, 1, result.asked().text()),
                            (before, one) -> before.again()));
            var row = category(gold);
            var column = taken.map(Confusion::category).orElse("");
            categories.add(row);
            if (!column.isEmpty()) categories.add(column);
            cells.computeIfAbsent(row, r -> new TreeMap<>()).merge(column, 1, Integer::sum);
        }
        var columns = new ArrayList<>(categories);
        columns.add("");
        return new Confusion(
                mistakes.values().stream()
                        .sorted(Comparator.comparingInt(Mistake::cases).reversed())
                        .toList(),
                List.copyOf(categories),
                categories.stream()
                        .map(row -> columns.stream()
                                .map(column -> cells.getOrDefault(row, Map.of()).getOrDefault(column, 0))
                                .toList())
                        .toList());
    }

    private static Optional<String> taken(SingleResult result) {
        return result.best()
                .map(best -> result.asked().acceptsMatter(best.matter())
                        ? result.asked().gold().matter().value()
                        : best.matter().value());
    }

    /** The part of a matter's id that names its category, e.g. {@code huji}. */
    private static String category(String matter) {
        int dash = matter.indexOf('-');
        return dash < 0 ? matter : matter.substring(0, dash);
    }

    /**
     * One matter taken for another (误判事项对).
     *
     * @param example the first question of its kind
     */
    public record Mistake(String gold, String taken, int cases, String example) {
        private Mistake again() {
            return new Mistake(gold, taken, cases + 1, example);
        }
    }
}
