package banshi.channels.web;

import banshi.assistant.Candidate;
import banshi.assistant.Citation;
import banshi.assistant.RequiredMaterial;
import banshi.channels.conversation.Answered;
import banshi.channels.conversation.Told;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
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
        @Nullable String matterName,
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
     * @param names of matters
     */
    static ChatReply of(
            Answered answered,
            String conversation,
            Words words,
            @Nullable String guide,
            Function<MatterId, @Nullable String> names) {
        var turn = answered.turn();
        var reply = turn.reply();
        var told = Told.of(reply);
        var matter = told.matter();
        return new ChatReply(
                told.act(),
                matter,
                matter == null ? null : names.apply(matter),
                told.aspect(),
                told.confidence(),
                reply.candidates(),
                told.choices().stream().map(WireBlock.Option::of).toList(),
                words.text(),
                words.blocks(),
                told.verdict(),
                told.materials(),
                told.citations().stream().map(Source::of).toList(),
                told.template(),
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
}
