package banshi.channels.once;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CaffeineOnceTest extends OnceContract {
    private final AtomicLong now = new AtomicLong();
    private final Once once = new CaffeineOnce(Duration.ofMinutes(10), 1_000, now::get);

    @Override
    protected Once once() {
        return once;
    }

    @Override
    protected Once other() {
        return once;
    }

    @Test
    void forgetsAfterSomeTime() {
        once.made(NAME, work()).block();
        now.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
        assertThat(words(once.found(NAME))).isEqualTo("第0");
        now.addAndGet(1);
        assertThat(words(once.found(NAME))).isNull();
    }

    @Test
    void keepsNoMoreThanThereIsRoomFor() {
        for (int i = 0; i < 100; i++)
            once.made(new Once.Name("web\na", "message-" + i), Mono.just(new byte[100]))
                    .block();

        assertThat(((CaffeineOnce) once).bytes()).isLessThanOrEqualTo(1_000);
    }
}
