package banshi.channels.once;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import banshi.channels.once.Once.Name;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What is made once, wherever it is kept. */
public abstract class OnceContract {
    /** Something of somebody's. */
    protected static final Name NAME = new Name("web\na", "message-0001");

    /** How often something was made. */
    protected final AtomicInteger made = new AtomicInteger();

    private Once once;
    private Once other;

    /** One that is asked. */
    protected abstract Once once();

    /** One that knows what the first knows. */
    protected abstract Once other();

    @BeforeEach
    final void open() {
        once = once();
        other = other();
    }

    /** Makes a word that says how often something was made before. */
    protected final Mono<byte[]> work() {
        return Mono.fromSupplier(() -> ("第" + made.getAndIncrement()).getBytes(UTF_8));
    }

    /** Makes it when somebody says so. */
    protected final Mono<byte[]> work(CompletableFuture<?> go) {
        return Mono.fromFuture(go).then(work());
    }

    /** The words, when they are there; null for nothing. */
    protected static String words(Mono<byte[]> result) {
        var bytes = result.block();
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    @Test
    void makesItForTheFirstAndGivesItToAll() {
        assertThat(words(once.made(NAME, work()))).isEqualTo("第0");
        assertThat(words(other.made(NAME, work()))).isEqualTo("第0");
        assertThat(words(once.made(NAME, work()))).isEqualTo("第0");
        assertThat(made).hasValue(1);
    }

    @Test
    void tellsWhatIsOfDifferentOwnersOrNamesApart() {
        once.made(NAME, work()).block();

        assertThat(words(other.made(new Name("web\nb", NAME.item()), work()))).isEqualTo("第1");
        assertThat(words(other.made(new Name(NAME.owner(), "message-0002"), work())))
                .isEqualTo("第2");
    }

    @Test
    void makesItOnceForAllWhoAskAtTheSameTime() {
        var asking = IntStream.range(0, 16)
                .mapToObj(i -> Mono.defer(() -> (i % 2 == 0 ? once : other).made(NAME, work()))
                        .subscribeOn(Schedulers.boundedElastic())
                        .toFuture())
                .toList();

        assertThat(asking)
                .allSatisfy(one -> assertThat(new String(one.join(), UTF_8)).isEqualTo("第0"));
        assertThat(made).hasValue(1);
    }

    @Test
    void letsOthersWaitForWhatIsBeingMade() {
        var go = new CompletableFuture<Void>();
        var first = once.made(NAME, work(go)).toFuture();
        var again = other.made(NAME, work()).toFuture();
        var resumed = other.found(NAME).toFuture();
        assertThat(first).isNotDone();
        go.complete(null);

        assertThat(new String(first.join(), UTF_8)).isEqualTo("第0");
        assertThat(again.join()).isEqualTo(first.join());
        assertThat(words(other.found(NAME))).isEqualTo("第0");
        assertThat(resumed.join()).isIn(null, first.join()); // it may have looked before it was begun
        assertThat(made).hasValue(1);
    }

    @Test
    void makesItToItsEndWhenNobodyWaitsAnyMore() {
        var begun = new CompletableFuture<Void>();
        var go = new CompletableFuture<Void>();
        var leaving = once.made(NAME, Mono.defer(() -> {
                    begun.complete(null);
                    return work(go);
                }))
                .subscribe();
        begun.join();
        leaving.dispose();
        var waiting = other.found(NAME).toFuture();
        go.complete(null);

        assertThat(new String(waiting.join(), UTF_8)).isEqualTo("第0");
    }

    @Test
    void makesAnewWhatFailed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> once.made(NAME, Mono.error(new IllegalStateException("broken")))
                        .block());

        assertThat(words(other.made(NAME, work()))).isEqualTo("第0");
    }

    @Test
    void findsNothingThatNobodyBegan() {
        assertThat(words(once.found(NAME))).isNull();
    }

    @Test
    void forgetsWhatIsOfOneOwner() {
        var others = new Name("web\nb", NAME.item());
        once.made(NAME, work()).block();
        once.made(others, work()).block();
        other.forget(NAME.owner()).block();

        assertThat(words(once.found(NAME))).isNull();
        assertThat(words(once.found(others))).isEqualTo("第1");
        assertThat(words(once.made(NAME, work()))).isEqualTo("第2");
    }
}
