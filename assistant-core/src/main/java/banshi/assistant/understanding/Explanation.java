package banshi.assistant.understanding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a question was read as it was (解读说明), for staff. Meaning is looked at even where the words alone decided.
 *
 * @param text as {@link banshi.assistant.language.Question#text()}
 * @param words as segmented
 * @param expansions words of the trade that were read as another word, in order
 * @param reading what came out
 * @param byWords how sure the words alone were, 0..1, calibrated
 * @param clear how sure they have to be to decide alone
 * @param nearestInWords the published questions nearest in words, the nearest first
 * @param nearest the published questions nearest in meaning, the nearest first
 * @param subjects the subjects in question, the likeliest first
 * @param aspects the aspects of the likeliest subject, the likeliest first; empty for a topic
 */
public record Explanation(
        String text,
        List<String> words,
        List<Expansion> expansions,
        Reading reading,
        double byWords,
        double clear,
        List<Near> nearestInWords,
        List<Near> nearest,
        List<Weighed> subjects,
        List<Weighed> aspects) {
    public Explanation {
        words = List.copyOf(words);
        expansions = List.copyOf(expansions);
        nearestInWords = List.copyOf(nearestInWords);
        nearest = List.copyOf(nearest);
        subjects = List.copyOf(subjects);
        aspects = List.copyOf(aspects);
    }

    /** What decided. */
    public Reading.Step step() {
        return reading.step();
    }

    /** Where nothing was said. */
    static Explanation ofNothing(String text, Reading nothing, double clear) {
        return new Explanation(
                text, List.of(), List.of(), nothing, 0, clear, List.of(), List.of(), List.of(), List.of());
    }

    /** A word and what it was read as (归一). */
    public record Expansion(String term, String canonical) {}

    /**
     * A published question (相似问法).
     *
     * @param text without punctuation, as it is kept
     * @param subject id of its matter or topic
     * @param aspect id, or empty
     * @param score the cosine of the vectors, −1..1; in words, the share of the question that is in it, 0..1
     */
    public record Near(String text, String subject, String aspect, double score) {}

    /**
     * A reading and what spoke for it (候选).
     *
     * @param id of a matter, topic or aspect
     * @param p 0..1, before calibration
     * @param contributions of each kind of evidence to its score, by name
     * @param behind what it lacks of the best reading's score, the kinds of evidence that lost it the most first; empty for the best
     */
    public record Weighed(String id, double p, Map<String, Double> contributions, Map<String, Double> behind) {
        public Weighed {
            contributions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(contributions));
            behind = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(behind));
        }
    }
}
