package banshi.channels.web;

import banshi.assistant.Assistant;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * Asks the assistant away from the event loop (应答台): some questions at once, some waiting, and no more.
 *
 * <p>Plain futures rather than a Reactor scheduler: those interrupt the thread of a caller who has gone away, and an interrupt in
 * the middle of a memory-mapped search or a native call harms the next question.
 */
final class ReplyDesk implements AutoCloseable {
    private final Assistant assistant;
    private final Conversations conversations;
    private final WebSettings settings;
    private final ThreadPoolExecutor engines;

    ReplyDesk(Assistant assistant, Conversations conversations, WebSettings settings) {
        this.assistant = assistant;
        this.conversations = conversations;
        this.settings = settings;
        engines = new ThreadPoolExecutor(
                settings.engines(),
                settings.engines(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.waiting()),
                Thread.ofPlatform().daemon().name("engine-", 1).factory());
    }

    /**
     * Replies within a conversation.
     *
     * @return fails with {@link RejectedExecutionException} at once if too many wait, with {@link
     *     java.util.concurrent.TimeoutException} if the reply takes too long, or with what the assistant threw
     */
    Mono<Turn> reply(String conversation, Utterance utterance) {
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(
                        () -> conversations.next(conversation, dialogue -> assistant.reply(dialogue, utterance)),
                        engines))
                .timeout(settings.replyWithin());
    }

    @Override
    public void close() {
        engines.shutdown();
    }
}
