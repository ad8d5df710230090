package banshi.channels.web;

import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.TopicId;
import banshi.corpus.Verdict;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * A reply as the HTTP contract has it (对话回复): {@code openapi.yaml}, {@code Reply}. Lists are empty rather than absent, single
 * values that are not known are null.
 *
 * @param template what the words come from: a reply template; {@code topic.…} for a published topic; {@code builtin.…} for
 *     wording that is part of the program
 * @param rewritten whether a language model had to rewrite what was said
 * @param guide address on this server of the guided application that the reply may begin
 * @param turn names this reply
 */
record ChatReply(
        String act,
        @Nullable MatterId matter,
        @Nullable AspectId aspect,
        double confidence,
        List<Candidate> candidates,
        List<WireBlock.Option> choices,
        RawValue text,
        RawValue blocks,
        @Nullable Verdict verdict,
        List<RequiredMaterial> materials,
        List<Source> sources,
        String template,
        String release,
        boolean rewritten,
        @Nullable String guide,
        String conversation,
        String turn) {

    /**
     * @param words of the reply
     * @param guide address on this server
     */
    static ChatReply of(Answered answered, String conversation, Words words, @Nullable String guide) {
        var turn = answered.turn();
        var act = Act.of(turn.reply());
        var reply = turn.reply();
        return new ChatReply(
                act.name,
                act.matter,
                act.aspect,
                act.confidence,
                reply.candidates(),
                act.choices.stream().map(WireBlock.Option::of).toList(),
                words.text(),
                words.blocks(),
                act.verdict,
                act.materials,
                act.citations.stream().map(Source::of).toList(),
                act.template,
                turn.release(),
                turn.rewritten(),
                guide,
                conversation,
                answered.id());
    }

    /** What is said, as text and in parts (话术). */
    record Words(RawValue text, RawValue blocks) {}

    /** What backs a reply. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Source(
            String title,
            @Nullable String article,
            @Nullable String url) {
        static Source of(Citation citation) {
            return new Source(citation.title(), citation.article(), citation.url());
        }
    }

    /** What differs from act to act. */
    private record Act(
            String name,
            @Nullable MatterId matter,
            @Nullable AspectId aspect,
            double confidence,
            List<Choice> choices,
            @Nullable Verdict verdict,
            List<RequiredMaterial> materials,
            List<Citation> citations,
            String template) {
        static Act of(Reply reply) {
            return switch (reply) {
                case Reply.Answer r ->
                    new Act(
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
                    new Act(
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

        private static Act other(
                String name,
                @Nullable MatterId matter,
                @Nullable AspectId aspect,
                Reply reply,
                List<Choice> choices,
                String template) {
            var best = reply.candidates().isEmpty()
                    ? 0
                    : reply.candidates().getFirst().p();
            return new Act(name, matter, aspect, best, choices, null, List.of(), List.of(), template);
        }

        private static String topic(@Nullable TopicId topic, String otherwise) {
            return topic == null ? otherwise : "topic." + topic.value();
        }

        /** What all choices have in common, or null. */
        private static <T> @Nullable T shared(List<Choice> choices, Function<Choice, @Nullable T> part) {
            var first = part.apply(choices.getFirst());
            for (var choice : choices) {
                var other = part.apply(choice);
                if (other == null || !other.equals(first)) return null;
            }
            return first;
        }
    }
}
