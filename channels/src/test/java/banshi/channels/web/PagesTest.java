package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page here is a stand-in under {@code src/test/resources}; the real one is driven by a browser in {@code ChatPageIT}. */
class PagesTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer((dialogue, utterance) -> new Turn(Dialogue.NEW, Replies.smalltalk(), "r1"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void servesTheChatPageAtTheRootAndHasItAskedForAgain() {
        var page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(page.body()).contains("<html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/studio",
                "/studio/",
                "/studio/matters/idcard-renew/templates?draft=fee",
                "/studio/drafts/fee/gate"
            })
    void servesTheEditorsPageAtEachOfItsScreensAndHasItAskedForAgain(String address) {
        var page = get(address);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(page.body()).contains("stand-in for the studio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/desk", "/desk/", "/desk/orders", "/desk/orders/W-1", "/desk/board", "/desk.html"})
    void servesTheDeskAtEachOfItsScreensAndHasItAskedForAgain(String address) {
        var page = get(address);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'");
        assertThat(page.body()).contains("stand-in for the desk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/studios", "/desks"})
    void servesNoPageAtWhatOnlyBeginsLikeOneOfTheStaffs(String address) {
        assertThat(get(address).statusCode()).isEqualTo(404);
    }

    @Test
    void servesAssetsForGood() {
        var asset = get("/assets/stand-in-1a2b3c.js");
        assertThat(asset.statusCode()).isEqualTo(200);
        assertThat(asset.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        assertThat(asset.headers().firstValue("Content-Type").orElseThrow()).contains("javascript");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/openapi.yaml", "/api/v1/releases/current", "/api/v1/nothing", "/assets/none.js"})
    void allowsABrowserNothingBeyondOurOwn(String path) {
        var headers = get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'self' " + TestServer.EMBEDDING_SITE)
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    }

    private static HttpResponse<String> get(String path) {
        return server.send(server.to(path).GET());
    }
}
