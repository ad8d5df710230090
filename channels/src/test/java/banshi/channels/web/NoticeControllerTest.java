package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.wechat.TencentApi;
import banshi.channels.wechat.TestNotices;
import com.networknt.schema.InputFormat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

class NoticeControllerTest {
    private static final String NOTICES = "/api/wechat/v1/accounts/" + TestNotices.APPID + "/notices";
    private static final String TEMPLATES = "/cgi-bin/message/template/send";
    private static final Map<String, Object> READY = Map.of(
            "number", "n-7", "openid", "oCitizen", "notice", TestNotices.FORM, "values", Map.of("thing1", "可领取"));

    private static final TencentApi API = new TencentApi();
    private static final Scheduler THREADS = Schedulers.newBoundedElastic(2, 10, "wx", 60, true);
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(TestNotices.to(API, THREADS, Schedulers.parallel(), new SimpleMeterRegistry()));
    }

    @AfterAll
    static void stop() {
        server.close();
        API.close();
        THREADS.dispose();
    }

    private static HttpResponse<String> post(String path, String key, Map<String, ?> body) {
        return server.send(server.to(path)
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    private static Map<String, Object> with(String field, Object value) {
        var body = new LinkedHashMap<>(READY);
        body.put(field, value);
        return body;
    }

    @Test
    void tellsWhatBecameOfIt() {
        var sent = post(NOTICES, TestServer.NOTICES_KEY, READY);

        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.body()).isEqualTo("{\"delivery\":\"sent\"}");
        assertThat(API.calls(TEMPLATES).getLast().to()).isEqualTo("oCitizen");

        API.says(TEMPLATES, 43004);
        var closed = post(NOTICES, TestServer.NOTICES_KEY, READY);
        assertThat(closed.body()).isEqualTo("{\"delivery\":\"closed\",\"code\":43004}");
        var schema = Contract.schema(server, "NoticeSent");
        assertThat(schema.validate(closed.body(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void isForKeysThatSaySo() {
        assertThat(post(NOTICES, TestServer.API_KEY, READY).statusCode()).isEqualTo(403);
        assertThat(post(NOTICES, "nobody's key of whatever length", READY).statusCode())
                .isEqualTo(401);
    }

    @Test
    void sendsOnlyWhatTheOperatorHasNamed() {
        int before = API.calls(TEMPLATES).size();

        assertThat(post(NOTICES, TestServer.NOTICES_KEY, with("notice", "else")).statusCode())
                .isEqualTo(404);
        assertThat(post("/api/wechat/v1/accounts/wx-other/notices", TestServer.NOTICES_KEY, READY)
                        .statusCode())
                .isEqualTo(404);
        assertThat(API.calls(TEMPLATES)).hasSize(before);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("number", "n 7", "number"),
                Arguments.of("number", null, "number"),
                Arguments.of("openid", "", "openid"),
                Arguments.of("notice", 7, "notice"),
                Arguments.of("values", null, "values"),
                Arguments.of("values", Map.of(), "values"),
                Arguments.of("values", Map.of("thing1", 7), "values.thing1"),
                Arguments.of("values", Map.of("thing1", "领".repeat(201)), "values.thing1"),
                Arguments.of("values", Map.of("thing1", "请看 https://example.test/x"), "values.thing1"),
                Arguments.of(
                        "values",
                        IntStream.range(0, 11).boxed().collect(Collectors.toMap(i -> "thing" + i, _ -> "好")),
                        "values"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrong")
    void namesWhatIsWrong(String field, Object value, String named) {
        int before = API.calls(TEMPLATES).size();

        var refused = post(NOTICES, TestServer.NOTICES_KEY, with(field, value));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(refused).path("errors").get(0).path("field").asString())
                .isEqualTo(named);
        assertThat(API.calls(TEMPLATES)).hasSize(before);
    }
}
