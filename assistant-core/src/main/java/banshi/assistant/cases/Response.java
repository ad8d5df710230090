package banshi.assistant.cases;

import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.assistant.answer.PlainText;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came back (回应), in the words of the HTTP contract. */
public sealed interface Response {
    /** What a reply comes to in the contract. */
    static Response of(Reply reply) {
        return switch (reply) {
            case Reply.Answer a ->
                new Response.Replied(
                        Act.ANSWER,
                        a.matter(),
                        a.aspect(),
                        a.confidence(),
                        a.candidates(),
                        List.of(),
                        PlainText.of(a.blocks()),
                        a.verdict(),
                        a.materials(),
                        a.template().value());
            case Reply.Together t ->
                new Response.Replied(
                        Act.ANSWER,
                        null,
                        null,
                        t.confidence(),
                        t.candidates(),
                        List.of(),
                        PlainText.of(t.blocks()),
                        null,
                        t.materials(),
                        t.bundle().value());
            case Reply.Clarify c -> replied(c, Act.CLARIFY, null, c.choices());
            case Reply.Decline d -> replied(d, Act.DECLINE, null, List.of());
            case Reply.Handoff h -> replied(h, Act.HANDOFF, h.matter(), List.of());
            case Reply.Smalltalk s -> replied(s, Act.SMALLTALK, null, List.of());
            case Reply.Emergency e -> replied(e, Act.EMERGENCY, null, List.of());
        };
    }

    private static double best(Reply reply) {
        return reply.candidates().stream().mapToDouble(Candidate::p).findFirst().orElse(0);
    }

    private static Response replied(Reply reply, Act act, @Nullable MatterId matter, List<Choice> choices) {
        return new Response.Replied(
                act,
                matter,
                null,
                best(reply),
                reply.candidates(),
                choices,
                PlainText.of(reply.blocks()),
                null,
                List.of(),
                null);
    }

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
