package banshi.channels.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.dialogue.DialogueCodec;
import banshi.channels.conversation.CaffeineConversations;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.limit.Allowances;
import banshi.channels.limit.CaffeineAllowances;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.corpus.TopicId;
import com.github.benmanes.caffeine.cache.Ticker;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several servers with one real Redis. */
class SharedStateIT {
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final Secret secret = Secret.random();
    private RedisProcess redis;
    private List<Server> servers;

    /** What a server has of it. */
    private record Server(SharedState state, RedisConversations conversations, Allowances allowances) {
        /** How many turns the dialogue knows of after one more. */
        int turn(String conversation) {
            return conversations
                    .next(conversation, dialogue -> {
                        var offered = new ArrayList<>(dialogue.offered());
                        offered.add(new Choice("c" + offered.size(), "选项", null, null));
                        return new Turn(
                                new Dialogue(offered),
                                new Reply.Smalltalk(new TopicId("greeting"), List.of(), List.of()),
                                "r1");
                    })
                    .dialogue()
                    .offered()
                    .size();
        }

        boolean mayTake(String name) {
            return allowances
                    .take(name, 3, Duration.ofMinutes(1))
                    .blockOptional()
                    .isEmpty();
        }
    }

    @BeforeEach
    void start() {
        redis = new RedisProcess();
        servers = List.of(server(), server());
    }

    @AfterEach
    void stop() {
        for (var server : servers) server.state().close();
        redis.close();
    }

    private Server server() {
        var state = new SharedState(redis.address(), Clock.systemUTC());
        state.ping();
        var keeper = new DialogueKeeper(new DialogueCodec(secret.keyFor("dialogues")), new SimpleMeterRegistry());
        var pseudonyms = new Pseudonyms(secret);
        return new Server(
                state,
                new RedisConversations(
                        state,
                        new CaffeineConversations(IDLE, 100, Ticker.systemTicker(), keeper),
                        keeper,
                        pseudonyms,
                        IDLE),
                new RedisAllowances(state, new CaffeineAllowances(Ticker.systemTicker()), pseudonyms));
    }

    @Test
    void takeTurnsInOneConversationWithoutNoticing() {
        for (int turn = 1; turn <= 10; turn++)
            assertThat(servers.get(turn % 2).turn("web\na")).isEqualTo(turn);
        assertThat(servers.get(0).turn("web\nb")).isEqualTo(1);
    }

    @Test
    void loseNoTurnThatIsTakenOnBothAtOnce() {
        var turns = IntStream.range(0, 16)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> servers.get(i % 2).turn("web\na")))
                .toList();

        assertThat(turns.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 16).boxed().toList());
    }

    @Test
    void forgetOnOneWhatIsForgottenOnTheOther() {
        servers.get(0).turn("web\na");
        servers.get(1).conversations().forget("web\na");
        assertThat(servers.get(0).turn("web\na")).isEqualTo(1);
    }

    @Test
    void keepTheStateOfATurnThatFails() {
        servers.get(0).turn("web\na");
        assertThatIllegalStateException()
                .isThrownBy(() -> servers.get(1).conversations().next("web\na", _ -> {
                    throw new IllegalStateException();
                }));
        assertThat(servers.get(1).turn("web\na")).isEqualTo(2);
    }

    @Test
    void countTogetherWhatIsTaken() {
        assertThat(IntStream.range(0, 6).mapToObj(i -> servers.get(i % 2).mayTake("a")))
                .containsExactly(true, true, true, false, false, false);
        assertThat(servers.get(0).mayTake("b")).isTrue();
        var wait =
                servers.get(1).allowances().take("a", 3, Duration.ofMinutes(1)).block();
        assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void goOnAloneWhileItIsAwayAndTogetherAfterwards() {
        assertThat(servers.get(0).turn("web\na")).isEqualTo(1);
        redis.close();
        assertThat(servers.get(0).turn("web\na")).isEqualTo(1);
        assertThat(servers.get(0).turn("web\na")).isEqualTo(2);
        assertThat(servers.get(0).mayTake("a")).isTrue();
        assertThat(servers.get(0).state().awaySince()).isNotNull();
        assertThat(servers.get(0).state().failures()).isPositive();

        redis.start();
        for (var server : servers) comesBack(server.state());
        assertThat(servers.get(0).turn("web\nb")).isEqualTo(1);
        assertThat(servers.get(1).turn("web\nb")).isEqualTo(2);
    }

    /** Returns when it is connected again. */
    static void comesBack(SharedState state) {
        var until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < until) {
            try {
                state.ping();
                return;
            } catch (RuntimeException e) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("it did not connect again");
    }

    @Test
    void keepNothingThatTellsWhoItIs() {
        servers.get(0).turn("web\n13800000000");
        servers.get(0).mayTake("address 203.0.113.9");
        try (var client = RedisClient.create(redis.address())) {
            var all = client.connect().sync();
            assertThat(all.keys("*")).hasSize(2).noneMatch(key -> key.contains("138") || key.contains("203"));
            for (var key : all.keys("*")) assertThat(all.pttl(key)).isPositive();
        }
    }
}
