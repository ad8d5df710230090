package banshi.channels.web;

import banshi.assistant.Block;
import banshi.assistant.Reply;
import banshi.assistant.answer.PlainText;
import banshi.assistant.release.Directory;
import banshi.channels.cache.Caches;
import banshi.channels.conversation.Answered;
import banshi.channels.guide.GuideLinks;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/**
 * Replies as the bytes of the HTTP contract (回复写出). The words of an answer are the same to everybody, and the assistant gives
 * the same list each time: they are written once and kept as long as it keeps the list. Thread-safe.
 */
final class ReplyWriter {
    private final JsonMapper json;
    private final GuideLinks guides;
    private final Directory directory;
    private final LoadingCache<List<Block>, ChatReply.Words> answers;

    ReplyWriter(JsonMapper json, GuideLinks guides, Directory directory) {
        this.json = json;
        this.guides = guides;
        this.directory = directory;
        answers = Caches.newBuilder().weakKeys().build(this::words);
    }

    /** UTF-8. */
    byte[] written(Answered answered, String conversation) {
        return json.writeValueAsBytes(reply(answered, conversation));
    }

    /** As the contract has it, to be written. */
    ChatReply reply(Answered answered, String conversation) {
        var turn = answered.turn();
        var blocks = turn.reply().blocks();
        var words = turn.reply() instanceof Reply.Answer ? answers.get(blocks) : words(blocks);
        return ChatReply.of(answered, conversation, words, guides.path(turn), this::name);
    }

    private @Nullable String name(MatterId matter) {
        return directory.matter(matter).map(Matter::name).orElse(null);
    }

    private ChatReply.Words words(List<Block> blocks) {
        return new ChatReply.Words(
                written(PlainText.of(blocks)),
                written(blocks.stream().map(WireBlock::of).toArray(WireBlock[]::new)));
    }

    /** Its bytes are made when it is first sent, and kept. */
    private RawValue written(Object value) {
        return new RawValue(new SerializedString(json.writeValueAsString(value)));
    }
}
