package banshi.channels.wechat;

import static banshi.channels.wechat.Tencent.await;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.once.CaffeineOnce;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.redis.RedisOnce;
import banshi.channels.redis.RedisProcess;
import banshi.channels.redis.SharedState;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The posts of one message that come to two servers before one real Redis. */
@ExtendWith(NeverBlocks.class)
class SeveralServersIT {
    private static final Duration KEPT = Duration.ofSeconds(90);
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final RedisProcess redis = new RedisProcess();
    private final Secret secret = Secret.random();
    private final List<SharedState> states = new ArrayList<>();
    private final Rig here = server();
    private final Rig there = server();

    private Rig server() {
        var state = new SharedState(redis.address(), Clock.systemUTC());
        state.ping();
        states.add(state);
        var alone = new CaffeineOnce(KEPT, 1 << 20, Ticker.systemTicker());
        var once = new RedisOnce(state, alone, new Vault(secret, "wechat"), new Pseudonyms(secret), KEPT);
        return new Rig(List.of(Rig.PLAIN), Map.of("slow-reply", SlowReply.RETRY_ATTACH.name()), once);
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        for (var state : states) state.close();
        redis.close();
    }

    private static CompletableFuture<Tencent.Answer> post(Rig rig) {
        var tencent = rig.tencent(Rig.PLAIN);
        return rig.post(tencent, tencent.text("换身份证"));
    }

    /** Posts, and gives up on it as WeChat does. */
    private static void postInVain(Rig rig) {
        var dropped = post(rig);
        rig.passes(FIVE_SECONDS);
        assertThat(dropped).isNotDone();
        rig.drop(dropped);
    }

    private int asked() {
        return here.asked.size() + there.asked.size();
    }

    @Test
    void answerAMessageOnce() {
        assertThat(await(post(here)).words()).isEqualTo("答：换身份证");
        assertThat(await(post(there)).words()).isEqualTo("答：换身份证");

        assertThat(asked()).isEqualTo(1);
        assertThat(here.count(Tally.Way.PASSIVE) + there.count(Tally.Way.PASSIVE))
                .isEqualTo(1);
    }

    @Test
    void answerThePostThatStillWaitsWithWhatAnotherMakes() {
        var gate = here.holdsBack("换");
        postInVain(here);
        var waiting = post(there);
        assertThat(waiting).isNotDone();
        gate.open();

        assertThat(await(waiting).words()).isEqualTo("答：换身份证");
        here.passes(Duration.ofSeconds(10)); // it knows that there was another post
        assertThat(await(post(here)).words()).isEqualTo("答：换身份证");
        assertThat(asked()).isEqualTo(1);
        assertThat(here.count(Tally.Way.KEPT)).isZero();
    }

    @Test
    void keepOnceWhatIsLateForAllPosts() {
        var gate = here.holdsBack("换");
        postInVain(here);
        postInVain(there);
        var last = post(here);
        here.passes(Duration.ofMillis(4200));
        assertThat(await(last).body()).isEqualTo("success");
        here.passes(Duration.ofSeconds(10));
        there.passes(Duration.ofSeconds(10));
        gate.open();

        assertThat(await(post(there)).body()).isEqualTo("success");
        assertThat(asked()).isEqualTo(1);
        assertThat(here.count(Tally.Way.KEPT)).isEqualTo(1);
        assertThat(there.count(Tally.Way.KEPT)).isZero();
    }

    @Test
    void keepWhatIsReadyWhenWeChatPostsNoMore() {
        var gate = here.holdsBack("换");
        postInVain(here);
        postInVain(there);
        gate.open();
        here.passes(Duration.ofSeconds(10));
        assertThat(here.count(Tally.Way.KEPT)).isZero();
        there.passes(Duration.ofSeconds(10));

        Awaitility.await().until(() -> there.count(Tally.Way.KEPT) == 1);
        assertThat(here.count(Tally.Way.KEPT)).isZero();
    }

    @Test
    void answerWhatAServerThatDiedHadBegun() {
        var gate = here.holdsBack("换");
        postInVain(here);
        states.getFirst().close();

        assertThat(await(post(there)).words()).isEqualTo("答：换身份证");
        assertThat(there.asked).hasSize(1);
        gate.open();
    }

    @Test
    void answerEachForItselfWhileRedisIsAway() {
        redis.close();

        assertThat(await(post(here)).words()).isEqualTo("答：换身份证");
        assertThat(await(post(there)).words()).isEqualTo("答：换身份证");
        assertThat(await(post(here)).words()).isEqualTo("答：换身份证");
        assertThat(here.asked).hasSize(1);
        assertThat(there.asked).hasSize(1);
    }
}
