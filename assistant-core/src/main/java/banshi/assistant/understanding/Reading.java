package banshi.assistant.understanding;

import banshi.assistant.Candidate;
import banshi.corpus.MatterId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a question probably asks (解读).
 *
 * @param subjects the likeliest subjects, best first, at most twelve
 * @param candidates the likeliest matter × aspect pairs, best first, at most five
 * @param familiar whether anything published is near the question at all; where it is not, probabilities mean nothing
 * @param step what it took to read it
 */
public record Reading(List<Likely> subjects, List<Candidate> candidates, boolean familiar, Step step) {
    /** What decided, the cheapest first (判定环节). */
    public enum Step {
        /** There was nothing to read. */
        NOTHING,
        /** The citizen picked one of the choices that were offered. */
        PICKED,
        /** The question is published word for word. */
        KNOWN,
        /** The words alone were clear. */
        WORDS,
        /** Words and meaning together. */
        MEANING
    }

    public Reading {
        subjects = List.copyOf(subjects);
        candidates = List.copyOf(candidates);
    }

    /** Of a reading that does not name a matter so much is left for it: no one of two readings can rule a matter out alone. */
    private static final double LEAST_ALONE = .001;

    private static final double LEAST_COMPLETED = .01;

    private static final int MOST_CANDIDATES = 5;

    /**
     * As likely to be about a topic as this one; if about a matter, then about those that both readings find likely, the products brought to
     * one.
     *
     * @param completed the reading of the same words with what was spoken of named in them
     */
    Reading with(Reading completed) {
        var topics = subjects.stream()
                .filter(l -> !(l.subject() instanceof Subject.OfMatter))
                .toList();
        var here = matters(this);
        var there = matters(completed);
        var both = new LinkedHashMap<MatterId, Double>();
        for (var matter : Stream.concat(there.keySet().stream(), here.keySet().stream())
                .distinct()
                .toList())
            both.put(
                    matter,
                    (there.getOrDefault(matter, 0.0) + LEAST_COMPLETED)
                            * (here.getOrDefault(matter, 0.0) + LEAST_ALONE));
        double all = both.values().stream().mapToDouble(p -> p).sum();
        if (all == 0) return this;
        double left = Math.max(0, 1 - topics.stream().mapToDouble(Likely::p).sum());
        var likely = new ArrayList<>(topics);
        var pairs = new ArrayList<Candidate>();
        both.forEach((matter, weight) -> {
            double p = left * weight / all;
            likely.add(new Likely(new Subject.OfMatter(matter, completed.answers(matter) || answers(matter)), p));
            pairs.addAll(completed.shared(matter, p).isEmpty() ? shared(matter, p) : completed.shared(matter, p));
        });
        likely.sort(Comparator.comparingDouble(Likely::p).reversed());
        pairs.sort(Comparator.comparingDouble(Candidate::p).reversed());
        return new Reading(
                likely,
                pairs.subList(0, Math.min(MOST_CANDIDATES, pairs.size())),
                familiar || completed.familiar,
                completed.step);
    }

    private static Map<MatterId, Double> matters(Reading reading) {
        var matters = new LinkedHashMap<MatterId, Double>();
        for (var one : reading.subjects)
            if (one.subject() instanceof Subject.OfMatter(var id, var answerable)) matters.put(id, one.p());
        return matters;
    }

    private boolean answers(MatterId matter) {
        return subjects.stream().anyMatch(l -> l.subject().equals(new Subject.OfMatter(matter, true)));
    }

    /** The pairs of a matter, its probability shared as it is here. */
    private List<Candidate> shared(MatterId matter, double p) {
        var own = candidates.stream().filter(c -> c.matter().equals(matter)).toList();
        double sum = own.stream().mapToDouble(Candidate::p).sum();
        return own.stream()
                .map(c -> new Candidate(matter, c.aspect(), Math.min(1, p * c.p() / sum)))
                .toList();
    }

    /** A subject and its probability, 0..1. */
    public record Likely(Subject subject, double p) {}
}
