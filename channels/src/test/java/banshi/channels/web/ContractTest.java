package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is served is what {@code openapi.yaml} promises, and {@code openapi.yaml} is served. */
class ContractTest {
    private static final String UNCLEAR = "那个呢";
    private static final AtomicReference<Reply> NEXT = new AtomicReference<>();
    private static TestServer server;
    private static JsonNode document;

    @BeforeAll
    static void start() {
        server = new TestServer((dialogue, utterance) -> {
            var turn = new Turn(Dialogue.NEW, NEXT.get(), "r1");
            return utterance.text().equals(UNCLEAR) ? turn.afterRewrite() : turn;
        });
        var served = server.send(server.to("/openapi.yaml").GET());
        assertThat(served.headers().firstValue("Content-Type")).hasValue("application/yaml;charset=UTF-8");
        document = Contract.document(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of("answer", Replies.answer()),
                Arguments.of("clarify", Replies.clarify()),
                Arguments.of("clarify", Replies.clarifyWithoutChoices()),
                Arguments.of("decline", Replies.decline()),
                Arguments.of("decline", Replies.unrecognised()),
                Arguments.of("handoff", Replies.handoff()),
                Arguments.of("smalltalk", Replies.smalltalk()),
                Arguments.of("emergency", Replies.emergency()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void repliesAsPromised(String act, Reply reply) {
        NEXT.set(reply);
        var response = server.say("c-1", "户口本");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        var json = TestServer.json(response);
        assertThat(json.path("act").stringValue()).isEqualTo(act);
        assertThat(json.path("conversation").stringValue()).isEqualTo("c-1");
        assertThat(json.path("release").stringValue()).isEqualTo("r1");
        assertThat(schema("Reply").validate(response.body(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void saysAnAnswerInFull() {
        NEXT.set(Replies.answer());
        var json = TestServer.json(server.say("c-1", "户口本"));
        assertThat(json.path("matter").stringValue()).isEqualTo("huji-hukoubu-reissue");
        assertThat(json.path("aspect").stringValue()).isEqualTo("can-online");
        assertThat(json.path("verdict").stringValue()).isEqualTo("yes");
        assertThat(json.path("confidence").doubleValue()).isEqualTo(0.97);
        assertThat(json.path("template").stringValue()).isEqualTo("huji-hukoubu-reissue.can-online");
        assertThat(json.path("text").stringValue()).startsWith("可以网上办。").contains("1. 居民身份证（原件）");
        assertThat(json.path("blocks").valueStream().map(b -> b.path("type").stringValue()))
                .containsExactly("text", "checklist", "steps", "list", "link", "link", "phone", "choices");
        assertThat(json.path("sources").get(0).has("url")).isFalse();
        assertThat(json.path("materials").get(0).path("reason").stringValue()).isEqualTo("核验身份");
        assertThat(json.path("candidates").get(0).path("p").doubleValue()).isEqualTo(0.61);
    }

    @Test
    void saysWhatTheChoicesOfAClarificationShare() {
        NEXT.set(Replies.clarify());
        var json = TestServer.json(server.say("c-1", "户口本"));
        assertThat(json.path("matter").stringValue()).isEqualTo("huji-hukoubu-reissue");
        assertThat(json.path("aspect").isNull()).isTrue();
        assertThat(json.path("confidence").doubleValue()).isEqualTo(0.61);
        assertThat(json.path("choices").valueStream().map(c -> c.path("id").stringValue()))
                .containsExactly("1", "2");
        assertThat(json.path("choices").get(1).has("aspect")).isFalse();
    }

    @Test
    void saysWhetherTheWordsHadToBeRewritten() {
        NEXT.set(Replies.answer());
        assertThat(TestServer.json(server.say("c-1", "户口本")).path("rewritten").booleanValue())
                .isFalse();
        var rewritten = server.say("c-1", UNCLEAR);
        assertThat(TestServer.json(rewritten).path("rewritten").booleanValue()).isTrue();
        assertThat(schema("Reply").validate(rewritten.body(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void tellsTheCurrentRelease() {
        var response = server.send(server.to("/api/v1/releases/current").GET());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(schema("Release").validate(response.body(), InputFormat.JSON))
                .isEmpty();
        assertThat(TestServer.json(response)).isEqualTo(JsonMapper.shared().readTree("""
                {"release":"r1","compiledAt":"2026-11-21T09:30:00Z","matters":12,"templates":120,"questions":1440}
                """));
    }

    @Test
    void describesItsProblems() {
        assertThat(schema("Problem").validate(server.post("").body(), InputFormat.JSON))
                .isEmpty();
        var unknown = server.send(server.to("/api/v1/nothing").GET());
        assertThat(schema("Problem").validate(unknown.body(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Reply", "Release", "Problem"})
    void theSchemasCanSayNo(String name) {
        assertThat(schema(name).validate("{\"act\":\"answer\",\"status\":\"x\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "wechat", "hotline", "kiosk"})
    void takesEveryChannelOfTheContract(String channel) {
        NEXT.set(Replies.smalltalk());
        var body = JsonMapper.shared()
                .writeValueAsString(Map.of("conversation", "c", "text", "你好", "channel", channel, "region", "330100"));
        assertThat(server.post(body).statusCode()).isEqualTo(200);
        assertThat(document.at("/components/schemas/Utterance/properties/channel/enum")
                        .valueStream()
                        .map(JsonNode::stringValue))
                .contains(channel);
    }

    private static Schema schema(String name) {
        return Contract.schema(server, name);
    }
}
