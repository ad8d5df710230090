package banshi.eval.publicsets;

import banshi.assistant.metrics.Figure;
import banshi.assistant.metrics.Statistic;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How good labels are that neighbours vote for (近邻投票指标). */
final class LabelScores {
    /** How many neighbours vote. */
    static final int VOTERS = 10;

    private LabelScores() {}

    /**
     * The label with the largest sum of scores among the first {@link #VOTERS}, of equal ones the one that came first.
     *
     * @return "" where nothing was found
     */
    static String vote(List<Retriever.Found> found, List<LabelSet.Sentence> known) {
        var sums = new LinkedHashMap<String, Double>();
        found.stream()
                .limit(VOTERS)
                .forEach(f -> sums.merge(known.get(f.document()).label(), f.score(), Double::sum));
        var best = "";
        double most = Double.NEGATIVE_INFINITY;
        for (var entry : sums.entrySet()) {
            if (entry.getValue() <= most) continue;
            best = entry.getKey();
            most = entry.getValue();
        }
        return best;
    }

    /** Accuracy, and F1 averaged over the labels that are asked. */
    static List<Figure> of(List<String> gold, List<String> voted) {
        var right = new double[gold.size()];
        for (int i = 0; i < right.length; i++) right[i] = gold.get(i).equals(voted.get(i)) ? 1 : 0;
        return List.of(Figure.mean("acc", right), Figure.of("macro-F1", macroF1(gold, voted), gold.size()));
    }

    private static Statistic macroF1(List<String> gold, List<String> voted) {
        var numbers = new HashMap<String, Integer>();
        var golds = numbers(gold, numbers);
        var votes = numbers(voted, numbers);
        return times -> {
            var hits = new double[numbers.size()];
            var asked = new double[numbers.size()];
            var given = new double[numbers.size()];
            for (int i = 0; i < times.length; i++) {
                asked[golds[i]] += times[i];
                given[votes[i]] += times[i];
                if (golds[i] == votes[i]) hits[golds[i]] += times[i];
            }
            double sum = 0;
            int labels = 0;
            for (int l = 0; l < hits.length; l++) {
                if (asked[l] == 0) continue;
                sum += 2 * hits[l] / (asked[l] + given[l]);
                labels++;
            }
            return sum / labels;
        };
    }

    private static int[] numbers(List<String> labels, Map<String, Integer> numbers) {
        var of = new int[labels.size()];
        for (int i = 0; i < of.length; i++) of[i] = numbers.computeIfAbsent(labels.get(i), label -> numbers.size());
        return of;
    }
}
