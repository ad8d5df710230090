package banshi.eval.subject;

import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.RequiredMaterial;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Verdict;
import banshi.eval.cases.Act;
import banshi.eval.cases.Pair;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came back (回应), in the words of the HTTP contract. */
public sealed interface Response {
    /**
     * A reply (答复).
     *
     * @param confidence 0..1
     * @param candidates best first; may be empty
     * @param choices in the order shown; empty where nothing is to be picked
     * @param text the whole reply as plain text
     * @param verdict where the question is whether
     * @param materials where they are part of the reply
     */
    record Replied(
            Act act,
            @Nullable MatterId matter,
            @Nullable AspectId aspect,
            double confidence,
            List<Candidate> candidates,
            List<Choice> choices,
            String text,
            @Nullable Verdict verdict,
            List<RequiredMaterial> materials,
            @Nullable String template)
            implements Response {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if {@code confidence} is outside 0..1
         */
        public Replied {
            if (!(confidence >= 0 && confidence <= 1))
                throw new IllegalArgumentException("confidence is " + confidence + "; allowed: 0 to 1");
            candidates = List.copyOf(candidates);
            choices = List.copyOf(choices);
            materials = List.copyOf(materials);
        }

        /** Whether the words stand in the reply: in its text, or in what it gives to pick from. */
        public boolean says(String words) {
            return text.contains(words)
                    || choices.stream().anyMatch(c -> c.label().contains(words));
        }

        /** What the reply is about, if it names both matter and aspect. */
        public Optional<Pair> about() {
            return matter == null || aspect == null ? Optional.empty() : Optional.of(new Pair(matter, aspect));
        }
    }

    /** No reply to this case (未能答复): it was refused as bad input, or answering it broke. */
    record Failed(String what) implements Response {}
}
