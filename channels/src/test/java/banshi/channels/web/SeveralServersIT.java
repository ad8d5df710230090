package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.dialogue.DialogueCodec;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.redis.RedisAllowances;
import banshi.channels.redis.RedisConversations;
import banshi.channels.redis.RedisOnce;
import banshi.channels.redis.RedisProcess;
import banshi.channels.redis.SharedState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers before one real Redis: who is sent from one to the other does not notice. */
class SeveralServersIT {
    private static final String MESSAGE = "message-0001";
    private static final String SAID = "\"messageId\":\"" + MESSAGE + "\",\"text\":\"户口本\"";

    private final Secret secret = Secret.random();
    private final List<SharedState> states = new ArrayList<>();
    private final List<TestServer> servers = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private CompletableFuture<Void> go = CompletableFuture.completedFuture(null);
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
                this::reply,
                new TestServer.State(
                        new RedisConversations(
                                state, alone.conversations(), keeper, pseudonyms, WebSettings.DEFAULT.idle()),
                        new RedisAllowances(state, alone.allowances(), pseudonyms),
                        new RedisOnce(
                                state,
                                alone.replies(),
                                new Vault(secret, "replies"),
                                pseudonyms,
                                Duration.ofMinutes(10))));
    }

    private Turn reply(Dialogue dialogue, Utterance utterance) {
        asked.add(utterance.text());
        begun.complete(null);
        go.join();
        return new Turn(
                new Dialogue(((Reply.Clarify) Replies.clarify()).choices()), Replies.clarify(), "r" + asked.size());
    }

    private static HttpRequest.Builder message(TestServer server, String words, String accept) {
        return server.to("/api/chat/v1/messages")
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString("{\"sessionId\":\"s1\"," + words + "}"));
    }

    private static String says(TestServer server, String words) {
        var response = server.send(message(server, words, "application/json"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static HttpResponse<String> resume(TestServer server, String last) {
        return server.send(server.to("/api/chat/v1/sessions/s1/events")
                .header("Last-Event-ID", last)
                .GET());
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

    @Test
    void answerAMessageOnceWhicheverOfThemItComesTo() {
        var first = says(servers.get(0), SAID);

        assertThat(says(servers.get(1), SAID)).isEqualTo(first);
        assertThat(says(servers.get(0), SAID)).isEqualTo(first);
        assertThat(asked).containsExactly("户口本");
    }

    @Test
    void takeUpAStreamThatAnotherBegan() {
        var whole = servers.get(0).send(message(servers.get(0), SAID, "text/event-stream"));
        var rest = resume(servers.get(1), MESSAGE + ".0");

        assertThat(rest.statusCode()).isEqualTo(200);
        assertThat(rest.body()).isNotEmpty();
        assertThat(whole.body()).endsWith(rest.body()).isNotEqualTo(rest.body());
        assertThat(resume(servers.get(1), "message-0002.0").statusCode()).isEqualTo(204);
        assertThat(asked).hasSize(1);
    }

    @Test
    void waitForTheReplyThatAnotherIsMaking() {
        go = new CompletableFuture<>();
        var client = servers.get(0).client();
        var first = client.sendAsync(
                message(servers.get(0), SAID, "application/json").build(), BodyHandlers.ofString());
        begun.join();
        var again = client.sendAsync(
                message(servers.get(1), SAID, "application/json").build(), BodyHandlers.ofString());
        go.complete(null);

        assertThat(again.join().body()).isEqualTo(first.join().body()).contains("clarify");
        assertThat(asked).hasSize(1);
    }

    @Test
    void takeAnOptionThatAnotherOffered() {
        says(servers.get(0), SAID);
        says(servers.get(1), "\"optionId\":\"2\"");

        assertThat(asked).containsExactly("户口本", "补办户口本要多少钱？");
    }

    @Test
    void eraseWhatAnotherAnswered() {
        says(servers.get(0), SAID);
        var erased = servers.get(1)
                .send(servers.get(1)
                        .to("/api/v1/conversations/erase")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"conversation\":\"s1\"}")));

        assertThat(erased.statusCode()).isEqualTo(204);
        assertThat(resume(servers.get(0), MESSAGE + ".0").statusCode()).isEqualTo(204);
    }

    @Test
    void answerAMessageEachForItselfWhileRedisIsAway() {
        redis.close();
        var first = says(servers.get(0), SAID);

        assertThat(says(servers.get(0), SAID)).isEqualTo(first);
        assertThat(says(servers.get(1), SAID)).isNotEqualTo(first);
        assertThat(asked).hasSize(2);
    }
}
