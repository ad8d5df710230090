package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Turn;
import banshi.assistant.dialogue.DialogueCodec;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.redis.RedisAllowances;
import banshi.channels.redis.RedisConversations;
import banshi.channels.redis.RedisProcess;
import banshi.channels.redis.SharedState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers before one real Redis: who is sent from one to the other does not notice. */
class SeveralServersIT {
    private final Secret secret = Secret.random();
    private final List<SharedState> states = new ArrayList<>();
    private final List<TestServer> servers = new ArrayList<>();
    private RedisProcess redis;

    @BeforeEach
    void start() {
        redis = new RedisProcess();
        for (int i = 0; i < 2; i++) servers.add(server());
    }

    @AfterEach
    void stop() {
        for (var server : servers) server.close();
        for (var state : states) state.close();
        redis.close();
    }

    private TestServer server() {
        var state = new SharedState(redis.address(), Clock.systemUTC());
        state.ping();
        states.add(state);
        var keeper = new DialogueKeeper(new DialogueCodec(secret.keyFor("dialogues")), new SimpleMeterRegistry());
        var alone = TestServer.State.alone(WebSettings.DEFAULT, keeper);
        var pseudonyms = new Pseudonyms(secret);
        return new TestServer(
                (dialogue, _) -> new Turn(dialogue, Replies.answer(), "r1"),
                new TestServer.State(
                        new RedisConversations(
                                state, alone.conversations(), keeper, pseudonyms, WebSettings.DEFAULT.idle()),
                        new RedisAllowances(state, alone.allowances(), pseudonyms)));
    }

    private int asks(TestServer server, String key) {
        return server.send(server.to("/webhooks/rest/webhook")
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"message\": \"户口本\"}")))
                .statusCode();
    }

    @Test
    void countTogetherHowOftenAProgramAsks() {
        assertThat(IntStream.range(0, 4).map(i -> asks(servers.get(i % 2), TestServer.RARE_KEY)))
                .containsExactly(200, 200, 429, 429);
    }

    @Test
    void countForThemselvesHowOftenAProgramAsksWhileRedisIsAway() {
        redis.close();

        assertThat(IntStream.range(0, 6).map(i -> asks(servers.get(i % 2), TestServer.RARE_KEY)))
                .containsExactly(200, 200, 200, 200, 429, 429);
        assertThat(states).allSatisfy(state -> assertThat(state.awaySince()).isNotNull());
    }
}
