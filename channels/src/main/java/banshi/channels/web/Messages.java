package banshi.channels.web;

import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Utterance;
import banshi.channels.once.Once;
import java.time.LocalDate;
import reactor.core.publisher.Mono;

/**
 * Messages of the chat and their replies (消息), each answered once: one that comes again, or whose connection was lost, gets the reply that was made or is
 * being made. Thread-safe.
 */
final class Messages {
    private final ReplyDesk desk;
    private final ReplyWriter writer;
    private final Once replies;

    /** @param replies as they are written */
    Messages(ReplyDesk desk, ReplyWriter writer, Once replies) {
        this.desk = desk;
        this.writer = writer;
        this.replies = replies;
    }

    /** A message of a session. */
    record Key(String session, String message) {
        private Once.Name name() {
            return new Once.Name(ReplyDesk.web(session), message);
        }
    }

    /**
     * The reply to a message, in JSON: the one that there is, or a new one. It is made to its end even if nobody waits for it any more.
     *
     * @return fails as {@link ReplyDesk#reply} does, and the message may then be sent again; with {@link BadInput} if an option was picked that is not
     *     offered
     */
    Mono<byte[]> reply(Key key, MessageRequest said, LocalDate day) {
        var reply = desk.reply(
                        ReplyDesk.web(key.session()),
                        dialogue -> new Utterance(words(said, dialogue), said.channel(), said.region(), day))
                .map(answered -> writer.written(answered, key.session()));
        return replies.made(key.name(), reply);
    }

    /** The reply to a message that was sent before; nothing where there was none, or it was too long ago. */
    Mono<byte[]> sent(Key key) {
        return replies.found(key.name());
    }

    /** Forgets the replies of a session. */
    Mono<Void> forget(String session) {
        return replies.forget(ReplyDesk.web(session));
    }

    private static String words(MessageRequest said, Dialogue dialogue) {
        var option = said.option();
        if (option == null) return said.text();
        return dialogue.offered().stream()
                .filter(choice -> choice.id().equals(option))
                .map(Choice::label)
                .findFirst()
                .orElseThrow(() ->
                        new BadInput("optionId", "must be one that the last reply offered; send its label as text"));
    }
}
