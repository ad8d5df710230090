package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

@ExtendWith(NeverBlocks.class)
class OutboxTest {
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final Queue<Delivery> becomes = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final List<Delivery> outcome = new ArrayList<>();
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private final Outbox outbox =
            new Outbox("wx1", new Scripted(), WechatSettingsTest.bound(Map.of()).outbox(), timer);

    private final class Scripted implements Customers {
        @Override
        public Mono<Delivery> text(String openid, String words) {
            return Mono.fromCallable(() -> {
                sent.add(openid + " " + words);
                return becomes.isEmpty() ? new Delivery.Sent() : becomes.remove();
            });
        }

        @Override
        public Mono<Delivery> typing(String openid) {
            return Mono.just(new Delivery.Refused(45080));
        }

        @Override
        public Mono<Delivery> template(String openid, TemplateMessage template) {
            throw new AssertionError("not asked for");
        }
    }

    @AfterEach
    void stop() {
        timer.dispose();
    }

    private void send() {
        outbox.text("o1", "好", wanted::get).subscribe(outcome::add);
    }

    @Test
    void sendsOnceWhatIsTaken() {
        send();

        assertThat(sent).containsExactly("o1 好");
        assertThat(outcome).containsExactly(new Delivery.Sent());
    }

    @Test
    void sendsAgainAfterGrowingPauses() {
        for (int i = 0; i < 3; i++) becomes.add(new Delivery.Later("-1"));

        send();
        assertThat(sent).hasSize(1);
        timer.advanceTimeBy(Duration.ofMillis(999));
        assertThat(sent).hasSize(1);
        timer.advanceTimeBy(Duration.ofMillis(1));
        assertThat(sent).hasSize(2);
        timer.advanceTimeBy(Duration.ofSeconds(2));
        assertThat(sent).hasSize(3);
        timer.advanceTimeBy(Duration.ofSeconds(4));

        assertThat(sent).hasSize(4);
        assertThat(outcome).containsExactly(new Delivery.Sent());
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        for (int i = 0; i < 9; i++) becomes.add(new Delivery.Later("-1"));

        send();
        timer.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(sent).hasSize(4);
        assertThat(outcome).containsExactly(new Delivery.Later("-1"));
    }

    @Test
    void doesNotTryAgainWhatWillNotBeTaken() {
        becomes.add(new Delivery.Closed(45015));
        becomes.add(new Delivery.Refused(48001));

        send();
        send();
        timer.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(sent).hasSize(2);
        assertThat(outcome).containsExactly(new Delivery.Closed(45015), new Delivery.Refused(48001));
    }

    @Test
    void stopsWhenItIsWantedNoLonger() {
        becomes.add(new Delivery.Later("-1"));

        send();
        wanted.set(false);
        timer.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(sent).hasSize(1);
        assertThat(outcome).isEmpty();
    }
}
