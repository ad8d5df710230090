package banshi.channels.wechat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One message and its one answer, however often WeChat posts the message (一问一答).
 *
 * <p>It begins NEW and becomes, once, either PASSIVE: the answer was there while a post waited, and every post gets it; or ASYNC:
 * the answer was late and goes the way of {@link SlowReply}, and every post gets what is said meanwhile. WeChat shows what the first
 * post brings that it still waits for, so the citizen sees the answer once. Thread-safe; never blocks.
 */
final class Exchange {
    /** WeChat gives up after 5 s by its own clock; by then it has given up by ours too. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(6);

    /** A repeated post that has not come by then comes no more. */
    private static final Duration COMES_NO_MORE = Duration.ofSeconds(10);

    private final Line line;
    private final Citizen citizen;
    private final boolean written;
    private final CompletableFuture<Answer> work;
    private State state = State.NEW;
    private int posts;
    private @Nullable Passive reply;

    private enum State {
        NEW,
        PASSIVE,
        ASYNC
    }

    /**
     * Begins one.
     *
     * @param written whether the citizen wrote or spoke; a tapped menu and the like is not put through to staff
     * @param work does not fail
     */
    Exchange(Line line, Citizen citizen, boolean written, CompletableFuture<Answer> work) {
        this.line = line;
        this.citizen = citizen;
        this.written = written;
        this.work = work;
    }

    /** Answers one post of the message; nothing for {@code success}. */
    synchronized Mono<Passive> post() {
        if (state == State.ASYNC) return Mono.justOrEmpty(reply);
        int number = ++posts;
        var answered = Mono.fromFuture(work, true).flatMap(answer -> Mono.justOrEmpty(told(answer)));
        if (line.hopesForAnotherPost(number))
            return answered.timeout(GIVEN_UP, Mono.defer(() -> hope(number)), line.timer())
                    .doOnCancel(() -> hope(number).subscribe());
        return answered.timeout(line.answerWithin(), Mono.defer(() -> Mono.justOrEmpty(late())), line.timer());
    }

    private synchronized @Nullable Passive told(Answer answer) {
        if (state == State.NEW) {
            state = State.PASSIVE;
            reply = line.passive(citizen, answer, written);
        }
        return reply;
    }

    private synchronized @Nullable Passive late() {
        if (state == State.NEW) {
            state = State.ASYNC;
            reply = line.later(citizen, work);
        }
        return reply;
    }

    /** Nobody waits now; if nobody comes again, the answer is late. */
    private Mono<Passive> hope(int number) {
        Mono.delay(COMES_NO_MORE, line.timer()).subscribe(_ -> {
            if (isLast(number)) late();
        });
        return Mono.empty();
    }

    private synchronized boolean isLast(int number) {
        return posts == number;
    }
}
