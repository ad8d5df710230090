package banshi.channels.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a question is refused with the name of what is wrong; the assistant never sees it. */
class BadInputTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer((dialogue, utterance) -> {
            throw new AssertionError("bad input reached the assistant");
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("missing", bytes(""), "body"),
                Arguments.of("only white space", bytes(" \n "), "body"),
                Arguments.of("not JSON", bytes("我要补办户口本"), "body"),
                Arguments.of("cut off", bytes("{\"conversation\":\"c\",\"text\":\"户口"), "body"),
                Arguments.of("followed by more", bytes(body("\"c\"", "\"户口本\"") + "{}"), "body"),
                Arguments.of("an array", bytes("[" + body("\"c\"", "\"户口本\"") + "]"), "body"),
                Arguments.of("null", bytes("null"), "body"),
                Arguments.of("a string", bytes("\"户口本\""), "body"),
                Arguments.of("nested without end", bytes("[".repeat(20_000)), "body"),
                Arguments.of("a field twice", bytes("{\"conversation\":\"c\",\"text\":\"a\",\"text\":\"b\"}"), "body"),
                Arguments.of("in GBK", body("\"c\"", "\"户口本丢了\"").getBytes(Charset.forName("GBK")), "body"),
                Arguments.of("with an overlong code", overlong(), "body"),
                Arguments.of("text missing", bytes("{\"conversation\":\"c\"}"), "text"),
                Arguments.of("text null", bytes(body("\"c\"", "null")), "text"),
                Arguments.of("text empty", bytes(body("\"c\"", "\"\"")), "text"),
                Arguments.of("text blank", bytes(body("\"c\"", "\"  \\t\\n \u3000\u00a0\"")), "text"),
                Arguments.of("text of zero-width characters", bytes(body("\"c\"", "\"\u200b\u200d\\u0000\"")), "text"),
                Arguments.of("text a number", bytes(body("\"c\"", "12345")), "text"),
                Arguments.of("text an object", bytes(body("\"c\"", "{}")), "text"),
                Arguments.of("text of 501 characters", bytes(body("\"c\"", "\"" + "户".repeat(501) + "\"")), "text"),
                Arguments.of(
                        "text of 10,000 characters", bytes(body("\"c\"", "\"" + "户".repeat(10_000) + "\"")), "text"),
                Arguments.of("text with half a character", bytes(body("\"c\"", "\"户口\\ud83d\"")), "text"),
                Arguments.of("conversation missing", bytes("{\"text\":\"户口本\"}"), "conversation"),
                Arguments.of("conversation blank", bytes(body("\" \"", "\"户口本\"")), "conversation"),
                Arguments.of("conversation a number", bytes(body("1", "\"户口本\"")), "conversation"),
                Arguments.of(
                        "conversation too long", bytes(body("\"" + "c".repeat(201) + "\"", "\"户口本\"")), "conversation"),
                Arguments.of(
                        "conversation with half a character", bytes(body("\"\\udc00\"", "\"户口本\"")), "conversation"),
                Arguments.of("channel unknown", bytes(with("\"channel\":\"fax\"")), "channel"),
                Arguments.of("channel in capitals", bytes(with("\"channel\":\"WEB\"")), "channel"),
                Arguments.of("channel a list", bytes(with("\"channel\":[\"web\"]")), "channel"),
                Arguments.of("region of five digits", bytes(with("\"region\":\"33010\"")), "region"),
                Arguments.of("region of full-width digits", bytes(with("\"region\":\"３３０１００\"")), "region"),
                Arguments.of("region a number", bytes(with("\"region\":330100")), "region"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("bad")
    void namesTheFieldThatIsWrong(String what, byte[] body, String field) {
        var response = server.post(body);
        assertProblem(response, 400);
        assertThat(fields(response)).containsExactly(field);
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        var response = server.post(body("\"c\"", "\"" + "户".repeat(30_000) + "\""));
        assertProblem(response, 413);
        assertThat(response.body()).contains("65536 bytes");
    }

    @Test
    void namesAllFieldsAtOnce() {
        var response = server.post("{\"channel\":\"fax\",\"region\":\"x\"}");
        assertProblem(response, 400);
        assertThat(fields(response)).containsExactly("conversation", "text", "channel", "region");
    }

    @Test
    void doesNotRepeatWhatWasSent() {
        assertThat(server.post("{\"text\": 我叫张三 }").body()).doesNotContain("张三");
    }

    @Test
    void callsAMissingBodyMissingWhateverItsType() {
        var response = server.send(server.to("/api/v1/chat").POST(BodyPublishers.noBody()));
        assertProblem(response, 400);
        assertThat(fields(response)).containsExactly("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "*/*", "nonsense"})
    void refusesABodyThatSaysItIsNotJson(String type) {
        var response = server.send(server.to("/api/v1/chat")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body("\"c\"", "\"户口本\""))));
        assertProblem(response, 415);
        assertThat(response.headers().firstValue("Accept")).hasValue("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing, 404",
        "POST, /api, 404",
        "GET, /api/v1/chat/, 404",
        "GET, /nothing.html, 404",
        "GET, /assets/../application.yaml, 404",
        "GET, /%2e%2e/openapi.yaml, 404",
        "GET, /api/v1/chat, 405",
        "DELETE, /api/v1/chat, 405",
        "POST, /api/v1/releases/current, 405",
    })
    void answersAWrongAddressOrMethodWithAProblem(String method, String path, int status) {
        assertProblem(server.send(server.to(path).method(method, BodyPublishers.noBody())), status);
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = TestServer.json(response);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("detail").stringValue()).isNotBlank();
        assertThat(response.body()).doesNotContain("Exception");
    }

    private static Stream<String> fields(HttpResponse<String> response) {
        return StreamSupport.stream(TestServer.json(response).path("errors").spliterator(), false)
                .map(error -> error.path("field").stringValue());
    }

    private static String body(String conversation, String text) {
        return "{\"conversation\":" + conversation + ",\"text\":" + text + "}";
    }

    private static String with(String field) {
        return "{\"conversation\":\"c\",\"text\":\"户口本\"," + field + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** A slash in two bytes, as attacks on decoders have it. */
    private static byte[] overlong() {
        var bytes = bytes(body("\"c\"", "\"@@\""));
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == '@' && bytes[i + 1] == '@') {
                bytes[i] = (byte) 0xc0;
                bytes[i + 1] = (byte) 0xaf;
            }
        }
        return bytes;
    }
}
