package banshi.channels.web;

import banshi.assistant.Citation;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.answer.PlainText;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.util.RawValue;

/**
 * A reply as OpenAI's protocol has it (OpenAI 兼容回复): {@code chat.completion}, or its chunks. What the protocol has no place for stands in {@code
 * x_gov}: the reply of {@code POST /api/v1/chat}.
 *
 * @param content what was said, with what backs it
 * @param citations addresses in it
 */
record OpenAiReply(String id, long created, String model, String content, List<Cited> citations, RawValue gov) {
    private static final String BACKED_BY = "\n\n依据：\n";

    OpenAiReply {
        citations = List.copyOf(citations);
    }

    /**
     * The reply of a turn.
     *
     * @param gov the same as the contract of this server has it, UTF-8
     */
    static OpenAiReply of(Turn turn, String id, long created, String model, byte[] gov) {
        var content = new StringBuilder(PlainText.of(turn.reply().blocks()));
        var cited = new ArrayList<Cited>();
        var sources = turn.reply() instanceof Reply.Answer answer ? answer.citations() : List.<Citation>of();
        if (!sources.isEmpty()) content.append(BACKED_BY);
        for (var source : sources) {
            int from = content.length();
            content.append(source.title());
            if (source.article() != null) content.append(' ').append(source.article());
            if (source.url() != null) cited.add(new Cited(source.url(), source.title(), from, content.length()));
            content.append('\n');
        }
        return new OpenAiReply(
                id,
                created,
                model,
                content.toString().stripTrailing(),
                cited,
                new RawValue(new SerializedString(new String(gov, StandardCharsets.UTF_8))));
    }

    /** All at once. */
    Completion whole(int asked) {
        var message = new Message(
                "assistant",
                content,
                null,
                citations.stream().map(Annotation::of).toList());
        return new Completion(
                id, "chat.completion", created, model, List.of(new Whole(0, message, null, "stop")), usage(asked), gov);
    }

    /** Piece by piece: who speaks, line after line, the end; then what was counted, if that is wanted. */
    List<Chunk> chunks(int asked, boolean usage) {
        var chunks = new ArrayList<Chunk>();
        chunks.add(chunk(new Delta("assistant", "", null), null, null, null));
        for (var line : content.splitWithDelimiters("\n+", 0)) {
            if (!line.isEmpty()) chunks.add(chunk(new Delta(null, line, null), null, null, null));
        }
        var annotations = citations.stream().map(Annotation::of).toList();
        chunks.add(chunk(new Delta(null, null, annotations.isEmpty() ? null : annotations), "stop", null, gov));
        if (usage) chunks.add(new Chunk(id, "chat.completion.chunk", created, model, List.of(), usage(asked), null));
        return chunks;
    }

    private Chunk chunk(Delta delta, @Nullable String finish, @Nullable Usage usage, @Nullable RawValue gov) {
        return new Chunk(
                id, "chat.completion.chunk", created, model, List.of(new Piece(0, delta, null, finish)), usage, gov);
    }

    /** There are no tokens here: characters are counted instead. */
    private Usage usage(int asked) {
        return new Usage(asked, content.length(), asked + content.length());
    }

    /** An address in the content, from one UTF-16 unit to before another. */
    record Cited(String url, String title, int from, int to) {}

    record Completion(
            String id,
            String object,
            long created,
            String model,
            List<Whole> choices,
            Usage usage,
            @JsonProperty("x_gov") RawValue gov) {}

    record Whole(
            int index,
            Message message,
            @Nullable Object logprobs,
            @JsonProperty("finish_reason") String finish) {}

    record Message(String role, String content, @Nullable String refusal, List<Annotation> annotations) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Chunk(
            String id,
            String object,
            long created,
            String model,
            List<Piece> choices,
            @Nullable Usage usage,
            @JsonProperty("x_gov") @Nullable RawValue gov) {}

    record Piece(
            int index,
            Delta delta,
            @Nullable Object logprobs,
            @JsonProperty("finish_reason") @Nullable String finish) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delta(
            @Nullable String role,
            @Nullable String content,
            @Nullable List<Annotation> annotations) {}

    record Usage(
            @JsonProperty("prompt_tokens") int prompt,
            @JsonProperty("completion_tokens") int completion,
            @JsonProperty("total_tokens") int total) {}

    record Annotation(
            String type, @JsonProperty("url_citation") Where where) {
        static Annotation of(Cited cited) {
            return new Annotation("url_citation", new Where(cited.from(), cited.to(), cited.url(), cited.title()));
        }

        record Where(
                @JsonProperty("start_index") int from,
                @JsonProperty("end_index") int to,
                String url,
                String title) {}
    }
}
