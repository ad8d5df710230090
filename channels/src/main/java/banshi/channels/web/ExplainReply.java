package banshi.channels.web;

import banshi.assistant.Candidate;
import banshi.assistant.dialogue.Move;
import banshi.assistant.release.Explained;
import banshi.assistant.understanding.Explanation;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An explanation as the HTTP contract has it (解释): {@code openapi.yaml}, {@code Explanation}.
 *
 * @param text normalised
 * @param words segmented, in canonical words
 * @param step what decided: nothing, known, words, meaning
 * @param sureness of the words alone; {@code clear} is what it has to be for them to decide
 */
record ExplainReply(
        String release,
        String text,
        List<String> words,
        List<Explanation.Expansion> expansions,
        String step,
        double sureness,
        double clear,
        boolean familiar,
        List<Explanation.Near> nearestInWords,
        List<Explanation.Near> nearestInMeaning,
        List<Explanation.Weighed> subjects,
        List<Explanation.Weighed> aspects,
        Decision decision,
        Thresholds thresholds) {

    static ExplainReply of(Explained explained) {
        var why = explained.why();
        var policy = explained.thresholds();
        return new ExplainReply(
                explained.release(),
                why.text(),
                why.words(),
                why.expansions(),
                why.step().name().toLowerCase(Locale.ROOT),
                why.byWords(),
                why.clear(),
                why.reading().familiar(),
                why.nearestInWords(),
                why.nearest(),
                why.subjects(),
                why.aspects(),
                Decision.of(explained.move()),
                new Thresholds(
                        policy.answer(),
                        policy.likely(),
                        policy.matter(),
                        policy.topic(),
                        policy.emergency(),
                        policy.least()));
    }

    /**
     * What the policy decided (决定).
     *
     * @param move answer, clarify, pass-on, topic or give-up
     * @param readings what is answered, or offered
     * @param about a matter that is passed on, or a topic
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Decision(
            String move, List<Candidate> readings, @Nullable String about) {
        static Decision of(Move move) {
            return switch (move) {
                case Move.Answer(var reading) -> new Decision("answer", List.of(reading), null);
                case Move.Clarify(var readings) -> new Decision("clarify", readings, null);
                case Move.Together(var bundle) -> new Decision("together", List.of(), bundle.value());
                case Move.PassOn(var matter) -> new Decision("pass-on", List.of(), matter.value());
                case Move.Address(var topic) -> new Decision("topic", List.of(), topic.value());
                case Move.GiveUp() -> new Decision("give-up", List.of(), null);
            };
        }
    }

    /** From which probability on what is done (阈值); as {@link banshi.assistant.dialogue.Policy}. */
    record Thresholds(double answer, double likely, double matter, double topic, double emergency, double least) {}
}
