package banshi.channels.web;

import banshi.assistant.Dialogue;
import banshi.assistant.Utterance;
import banshi.channels.conversation.Answered;
import banshi.channels.conversation.Turns;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Asks the assistant away from the event loop (应答台).
 *
 * <p>Plain futures rather than a Reactor scheduler: those interrupt the thread of a caller who has gone away, and an interrupt in
 * the middle of a memory-mapped search or a native call harms the next question.
 */
final class ReplyDesk {
    private final Turns turns;
    private final WebSettings settings;
    private final Executor engine;

    /** @param engine bounded, and with a bounded queue: what it does not take, it refuses at once */
    ReplyDesk(Turns turns, WebSettings settings, Executor engine) {
        this.turns = turns;
        this.settings = settings;
        this.engine = engine;
    }

    /** How a conversation of the web is named among those of all channels: nobody continues a WeChat dialogue by naming it there. */
    static String web(String conversation) {
        return "web\n" + conversation;
    }

    /**
     * Replies within a conversation.
     *
     * @return fails with {@link RejectedExecutionException} at once if the engine refuses, with {@link
     *     java.util.concurrent.TimeoutException} if the reply takes too long, or with what the assistant threw
     */
    Mono<Answered> reply(String conversation, Utterance utterance) {
        return work(() -> turns.take(conversation, utterance));
    }

    /** Likewise, where it depends on the dialogue so far what was said. */
    Mono<Answered> reply(String conversation, Function<Dialogue, Utterance> said) {
        return work(() -> turns.take(conversation, said));
    }

    /** Whatever else takes the engine; fails as {@link #reply} does. */
    <T> Mono<T> work(Supplier<T> question) {
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(question, engine))
                .timeout(settings.replyWithin());
    }
}
