package banshi.assistant.hotline;

import banshi.assistant.Candidate;
import banshi.assistant.dialogue.Heard;
import banshi.assistant.understanding.Subject;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What words are about, read twice (解读合成): by themselves, and in the light of what was said before. Callers go on and go over to something else within a breath, so both
 * count.
 *
 * @param anew read by themselves
 * @param next read in the light of what was said before
 * @param weight of the first, 0..1
 */
record Evidence(Heard anew, Heard next, double weight) {
    /** A subject and its probability. */
    record Likely(Subject subject, double p) {}

    /** The likeliest subject; nothing where the words say nothing. */
    Optional<Likely> subject() {
        var all = mixed(heard -> heard.reading().subjects().stream()
                .map(l -> Map.entry(l.subject(), l.p()))
                .toList());
        return best(all).map(e -> new Likely(e.getKey(), e.getValue()));
    }

    /** How likely it is that somebody is in danger. */
    double danger() {
        return mixed(heard -> heard.reading().subjects().stream()
                        .filter(l -> l.subject().isDanger())
                        .map(l -> Map.entry(l.subject(), l.p()))
                        .toList())
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** How likely one matter is, whatever is asked of it. */
    double matter(MatterId id) {
        return mixed(heard -> heard.reading().subjects().stream()
                        .filter(l -> l.subject() instanceof Subject.OfMatter(var matter, var answerable)
                                && answerable
                                && matter.equals(id))
                        .map(l -> Map.entry(l.subject(), l.p()))
                        .toList())
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** The likeliest pairs, best first. */
    List<Candidate> pairs() {
        record Pair(MatterId matter, AspectId aspect) {}
        var all = mixed(heard -> heard.reading().candidates().stream()
                .map(c -> Map.entry(new Pair(c.matter(), c.aspect()), c.p()))
                .toList());
        return all.entrySet().stream()
                .map(e -> new Candidate(e.getKey().matter(), e.getKey().aspect(), Math.min(1, e.getValue())))
                .sorted(Comparator.comparingDouble(Candidate::p)
                        .reversed()
                        .thenComparing(c -> c.matter().value())
                        .thenComparing(c -> c.aspect().value()))
                .toList();
    }

    /** What the words let be known of a case of that matter. */
    Map<String, String> told(MatterId matter) {
        return isFirst(next, matter) ? next.told() : isFirst(anew, matter) ? anew.told() : Map.of();
    }

    private static boolean isFirst(Heard heard, MatterId matter) {
        var candidates = heard.reading().candidates();
        return !candidates.isEmpty() && candidates.getFirst().matter().equals(matter);
    }

    private <K> Map<K, Double> mixed(Function<Heard, List<Map.Entry<K, Double>>> part) {
        var all = new HashMap<K, Double>();
        for (var one : part.apply(anew)) all.merge(one.getKey(), weight * one.getValue(), Double::sum);
        for (var one : part.apply(next)) all.merge(one.getKey(), (1 - weight) * one.getValue(), Double::sum);
        return all;
    }

    private static <K> Optional<Map.Entry<K, Double>> best(Map<K, Double> all) {
        return all.entrySet().stream()
                .max(Map.Entry.<K, Double>comparingByValue()
                        .thenComparing(e -> e.getKey().toString(), Comparator.reverseOrder()));
    }
}
