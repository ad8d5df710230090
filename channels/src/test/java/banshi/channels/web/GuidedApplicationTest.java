package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Application;
import banshi.assistant.Block;
import banshi.assistant.Dialogue;
import banshi.assistant.Guide;
import banshi.assistant.Turn;
import banshi.graph.Circumstances;
import com.networknt.schema.InputFormat;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuidedApplicationTest {
    private static final Application APPLICATION =
            new Application(Replies.HUKOUBU, new Circumstances(Map.of("lost", "yes")));
    private static final Guide GUIDE = new Guide(
            Replies.HUKOUBU,
            "户口簿补领",
            "补一本。",
            List.of("丢了"),
            List.of(),
            List.of(),
            List.of(),
            new Block.Link("浙里办", "https://www.zjzwfw.gov.cn/", ""),
            "r1");
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer((dialogue, utterance) -> utterance.text().equals("你好")
                ? new Turn(Dialogue.NEW, Replies.smalltalk(), "r1")
                : new Turn(Dialogue.NEW, Replies.answer(), "r1", APPLICATION, false));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void known() {
        server.guide.set(GUIDE);
    }

    @Test
    void anAnswerLeadsToAPageForItsCase() {
        var reply = server.say("a", "户口本丢了");
        assertThat(Contract.schema(server, "Reply").validate(reply.body(), InputFormat.JSON))
                .isEmpty();
        var address = TestServer.json(reply).path("guide").stringValue();
        assertThat(address).matches("/guide/[A-Za-z0-9_-]+");

        var page = get(address);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'");
        assertThat(page.body()).contains("户口簿补领", "丢了", "href=\"https://www.zjzwfw.gov.cn/\"");
    }

    @Test
    void whatIsNoApplicationHasNoLink() {
        var reply = server.say("a", "你好");

        assertThat(TestServer.json(reply).path("guide").isNull()).isTrue();
        assertThat(Contract.schema(server, "Reply").validate(reply.body(), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/guide/abc", "/guide/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/guide/..%2F..%2Fx"})
    void whatIsNoLinkOfOursLeadsBackToTheChat(String address) {
        var page = get(address);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body()).contains("<a href=\"/\">").doesNotContain("script", "alert");
    }

    @Test
    void whatTheContentKnowsNoLongerLeadsBackToTheChat() {
        var address = TestServer.json(server.say("a", "户口本丢了")).path("guide").stringValue();
        server.guide.set(null);

        assertThat(get(address).statusCode()).isEqualTo(410);
        assertThat(get(address).body()).contains("<a href=\"/\">");
    }

    @Test
    void hasAStyleOfItsOwn() {
        var style = get("/guide.css");

        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("Content-Type")).hasValue("text/css;charset=UTF-8");
    }

    private static HttpResponse<String> get(String address) {
        return server.send(server.to(address).GET());
    }
}
