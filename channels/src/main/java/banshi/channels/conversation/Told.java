package banshi.channels.conversation;

import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.TopicId;
import banshi.corpus.Verdict;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What differs from act to act, told in one way (回复要点): to programs, and in records. Lists are empty rather than absent.
 *
 * @param act as the HTTP contract names it
 * @param confidence calibrated probability that matter and aspect are right, 0..1; of the best reading where it is no answer
 * @param template what the words come from: a reply template; {@code topic.…} for a published topic; {@code builtin.…} for
 *     wording that is part of the program
 */
public record Told(
        String act,
        @Nullable MatterId matter,
        @Nullable AspectId aspect,
        double confidence,
        List<Choice> choices,
        @Nullable Verdict verdict,
        List<RequiredMaterial> materials,
        List<Citation> citations,
        String template) {
    /** Of a reply. */
    public static Told of(Reply reply) {
        return switch (reply) {
            case Reply.Answer r ->
                new Told(
                        "answer",
                        r.matter(),
                        r.aspect(),
                        r.confidence(),
                        List.of(),
                        r.verdict(),
                        r.materials(),
                        r.citations(),
                        r.template().value());
            case Reply.Together r ->
                new Told(
                        "answer",
                        null,
                        null,
                        r.confidence(),
                        List.of(),
                        null,
                        r.materials(),
                        r.citations(),
                        r.bundle().value());
            case Reply.Clarify r ->
                other(
                        "clarify",
                        shared(r.choices(), Choice::matter),
                        shared(r.choices(), Choice::aspect),
                        r,
                        r.choices(),
                        "builtin.clarify");
            case Reply.Decline r -> other("decline", null, null, r, List.of(), topic(r.topic(), "builtin.decline"));
            case Reply.Handoff r ->
                other("handoff", r.matter(), null, r, List.of(), topic(r.topic(), "builtin.handoff"));
            case Reply.Smalltalk r ->
                other("smalltalk", null, null, r, List.of(), topic(r.topic(), "builtin.smalltalk"));
            case Reply.Emergency r ->
                other("emergency", null, null, r, List.of(), topic(r.topic(), "builtin.emergency"));
        };
    }

    private static Told other(
            String name,
            @Nullable MatterId matter,
            @Nullable AspectId aspect,
            Reply reply,
            List<Choice> choices,
            String template) {
        var best =
                reply.candidates().isEmpty() ? 0 : reply.candidates().getFirst().p();
        return new Told(name, matter, aspect, best, choices, null, List.of(), List.of(), template);
    }

    private static String topic(@Nullable TopicId topic, String otherwise) {
        return topic == null ? otherwise : "topic." + topic.value();
    }

    /** What all choices have in common, or null. */
    private static <T> @Nullable T shared(List<Choice> choices, Function<Choice, @Nullable T> part) {
        if (choices.isEmpty()) return null; // nothing was said yet that one could choose from
        var first = part.apply(choices.getFirst());
        for (var choice : choices) {
            var other = part.apply(choice);
            if (other == null || !other.equals(first)) return null;
        }
        return first;
    }
}
