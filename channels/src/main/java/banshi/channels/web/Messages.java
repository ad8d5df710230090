package banshi.channels.web;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.channels.conversation.Answered;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Messages of the chat and their replies (消息), each answered once: one that comes again, or whose connection was lost, gets the reply that was made or is
 * being made. Replies are kept for some minutes. Thread-safe; keeps in this process alone.
 */
final class Messages {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 20_000;

    private final ReplyDesk desk;
    private final Cache<Key, Mono<Answered>> replies;
    private final Cache<String, List<Choice>> offered;

    Messages(ReplyDesk desk, Duration idle, Ticker ticker) {
        this.desk = desk;
        replies = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumSize(MOST)
                .ticker(ticker)
                .build();
        offered = Caffeine.newBuilder()
                .expireAfterAccess(idle)
                .maximumSize(MOST)
                .ticker(ticker)
                .build();
    }

    /** A message of a session. */
    record Key(String session, String message) {}

    /**
     * The reply to a message: the one that there is, or a new one. It is made to its end even if nobody waits for it any more.
     *
     * @return fails as {@link ReplyDesk#reply} does, and the message may then be sent again
     */
    Mono<Answered> reply(Key key, MessageRequest said, LocalDate day) {
        return replies.get(key, _ -> begin(key, said, day));
    }

    /** The reply to a message that was sent before; nothing where there was none, or it was too long ago. */
    Optional<Mono<Answered>> sent(Key key) {
        return Optional.ofNullable(replies.getIfPresent(key));
    }

    /** Forgets the replies of a session. */
    void forget(String session) {
        offered.invalidate(session);
        replies.asMap().keySet().removeIf(key -> key.session().equals(session));
    }

    private Mono<Answered> begin(Key key, MessageRequest said, LocalDate day) {
        var utterance = new Utterance(words(said), said.channel(), said.region(), day);
        return desk.reply(ReplyDesk.web(key.session()), utterance)
                .doOnNext(answered ->
                        offered.put(key.session(), choices(answered.turn().reply())))
                .doOnError(_ -> replies.invalidate(key))
                .cache();
    }

    /** @throws BadInput if an option was picked that is not offered */
    private String words(MessageRequest said) {
        var option = said.option();
        if (option == null) return said.text();
        return Optional.ofNullable(offered.getIfPresent(said.session())).stream()
                .flatMap(List::stream)
                .filter(choice -> choice.id().equals(option))
                .map(Choice::label)
                .findFirst()
                .orElseThrow(() ->
                        new BadInput("optionId", "must be one that the last reply offered; send its label as text"));
    }

    private static List<Choice> choices(Reply reply) {
        var asked = reply instanceof Reply.Clarify clarify ? clarify.choices() : List.<Choice>of();
        var besides = reply.blocks().stream()
                .filter(Block.Choices.class::isInstance)
                .flatMap(block -> ((Block.Choices) block).items().stream());
        return Stream.concat(asked.stream(), besides).toList();
    }
}
