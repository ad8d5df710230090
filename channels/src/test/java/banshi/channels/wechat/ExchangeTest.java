package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.once.CaffeineOnce;
import banshi.channels.once.Once;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** That an answer and its deadline which meet do not both win. */
class ExchangeTest {
    private static final WechatAccount ACCOUNT =
            Accounts.sending(Accounts.answering("wxb11529c136998cb6", "gh_a", "pamtest", null));
    private static final int ROUNDS = 500;

    private final AtomicInteger passive = new AtomicInteger();
    private final AtomicInteger pushed = new AtomicInteger();
    private final Once once = new CaffeineOnce(Duration.ofSeconds(90), 1 << 20, () -> 0);
    private final KeptAnswers kept = new KeptAnswers(Duration.ofHours(24), () -> Instant.EPOCH, () -> 0);

    private final class Counting implements Customers {
        @Override
        public Mono<Delivery> text(String openid, String words) {
            return Mono.fromCallable(() -> {
                pushed.incrementAndGet();
                return new Delivery.Sent();
            });
        }

        @Override
        public Mono<Delivery> typing(String openid) {
            return Mono.just(new Delivery.Sent());
        }

        @Override
        public Mono<Delivery> template(String openid, TemplateMessage template) {
            throw new AssertionError("not asked for");
        }
    }

    private static WechatSettings settings(SlowReply slowReply) {
        return WechatSettingsTest.of(List.of(ACCOUNT), Map.of("slow-reply", slowReply.name(), "posts", 1));
    }

    private Exchange exchange(
            WechatSettings settings, Citizen citizen, CompletableFuture<Answer> work, VirtualTimeScheduler timer) {
        var quota = new Quota(settings.quota(), () -> 0);
        var outbox = new Outbox(ACCOUNT.appid(), new Counting(), settings.outbox(), timer);
        var line = new Line(ACCOUNT, outbox, settings, kept, quota, new Tally(new SimpleMeterRegistry()), timer);
        line.allow(citizen, Quota.Deed.MESSAGE);
        return new Exchange(line, citizen, true, posts(citizen), work);
    }

    private Posts posts(Citizen citizen) {
        return new Posts(once, citizen.user(), "message 1");
    }

    @ParameterizedTest
    @EnumSource
    void tellsAnAnswerOnceThatComesWithItsDeadline(SlowReply slowReply) throws Exception {
        var settings = settings(slowReply);
        for (int round = 0; round < ROUNDS; round++) {
            var timer = VirtualTimeScheduler.create();
            var citizen = new Citizen("u" + round, "o" + round);
            var work = new CompletableFuture<Answer>();
            var exchange = exchange(settings, citizen, work, timer);
            for (int post = 0; post < 2; post++)
                exchange.post().subscribe(told -> {
                    if (told.equals(new Passive.Text("好"))) passive.incrementAndGet();
                });
            var together = new CyclicBarrier(2);
            var deadline = Thread.ofPlatform().start(() -> {
                meet(together);
                timer.advanceTimeBy(Duration.ofMillis(4200));
            });
            meet(together);
            work.complete(new Answer.Fixed("好"));
            deadline.join();
            int keptOnes = kept.ready(citizen.user()).size();
            int posts = passive.getAndSet(0);

            // both posts get it, or neither: then it goes one other way
            assertThat(posts / 2 + pushed.getAndSet(0) + keptOnes)
                    .as("round %s: told to %s posts", round, posts)
                    .isEqualTo(1);
            assertThat(posts).isIn(0, 2);
        }
    }

    @Test
    void tellsEveryPostTheSame() {
        var timer = VirtualTimeScheduler.create();
        var work = new CompletableFuture<Answer>();
        var exchange = exchange(settings(SlowReply.MENU_LINK), new Citizen("u", "o"), work, timer);

        var first = exchange.post().toFuture();
        timer.advanceTimeBy(Duration.ofMillis(4200));
        work.complete(new Answer.Fixed("好"));

        assertThat(first.join()).isInstanceOf(Passive.Text.class);
        assertThat(exchange.post().toFuture().join()).isEqualTo(first.join());
    }

    @Test
    void keepsNothingOfWhatIsDecidedForWhoHasLeft() {
        var citizen = new Citizen("u", "o");
        var work = new CompletableFuture<Answer>();
        var waiting = exchange(settings(SlowReply.KEFU), citizen, work, VirtualTimeScheduler.create())
                .post()
                .toFuture();
        citizen.leave();
        work.complete(new Answer.Fixed("好"));

        assertThat(waiting.join()).isEqualTo(new Passive.Text("好"));
        assertThat(posts(citizen).decided().block()).isNull();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }
}
