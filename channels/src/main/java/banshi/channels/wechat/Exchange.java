package banshi.channels.wechat;

import banshi.channels.wechat.Posts.Decision;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One message and its one answer, however often WeChat posts the message (一问一答), and to whichever server.
 *
 * <p>What its {@link Posts} get is decided once: the answer, if it was there while a post waited; or, where it was late and goes the way of {@link SlowReply},
 * what is said meanwhile. WeChat shows what the first post brings that it still waits for, so the citizen sees the answer once. Thread-safe; never
 * blocks.
 */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** WeChat gives up after 5 s by its own clock; by then it has given up by ours too. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(6);

    /** A repeated post that has not come by then comes no more. */
    private static final Duration COMES_NO_MORE = Duration.ofSeconds(10);

    private final Line line;
    private final Citizen citizen;
    private final boolean written;
    private final Posts posts;
    private final CompletableFuture<Answer> work;

    /**
     * Begins one, or joins in one that another server began.
     *
     * @param written whether the citizen wrote or spoke; a tapped menu and the like is not put through to staff
     * @param work does not fail
     */
    Exchange(Line line, Citizen citizen, boolean written, Posts posts, CompletableFuture<Answer> work) {
        this.line = line;
        this.citizen = citizen;
        this.written = written;
        this.posts = posts;
        this.work = work;
    }

    /** Answers one post of the message; nothing for {@code success}. */
    Mono<Passive> post() {
        return posts.decided()
                .switchIfEmpty(Mono.defer(posts::number).flatMap(this::decision))
                .flatMap(decision -> Mono.justOrEmpty(decision.reply()));
    }

    /** What is decided while the post waits; nothing where it is not the last. */
    private Mono<Decision> decision(int number) {
        var answered = Mono.fromFuture(work, true).flatMap(this::told);
        if (line.hopesForAnotherPost(number))
            return answered.timeout(GIVEN_UP, Mono.defer(() -> hope(number)), line.timer())
                    .doOnCancel(() -> hope(number).subscribe());
        return answered.timeout(line.answerWithin(), Mono.defer(this::late), line.timer());
    }

    private Mono<Decision> told(Answer answer) {
        return decide(() -> line.passive(citizen, answer, written));
    }

    private Mono<Decision> late() {
        return decide(() -> line.later(citizen, work));
    }

    /** Of who has left nothing is kept, not even what was decided. */
    private Mono<Decision> decide(Supplier<@Nullable Passive> reply) {
        return citizen.isHere() ? posts.decide(reply) : Mono.fromSupplier(() -> new Decision(reply.get()));
    }

    /** Nobody waits now; if nobody comes again, the answer is late. */
    private Mono<Decision> hope(int number) {
        Mono.delay(COMES_NO_MORE, line.timer())
                .flatMap(_ -> posts.isLast(number))
                .flatMap(last -> last ? late() : Mono.empty())
                .subscribe(
                        _ -> {},
                        failure -> LOG.error("a late answer could not be told: {}", Failures.describe(failure)));
        return Mono.empty();
    }
}
