package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import banshi.assistant.Application;
import banshi.assistant.Block;
import banshi.assistant.Dialogue;
import banshi.assistant.Guide;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.channels.guide.GuideLinks;
import banshi.channels.guide.GuideRoutes;
import banshi.channels.guide.GuideSecret;
import banshi.corpus.MatterId;
import banshi.corpus.TopicId;
import banshi.graph.Circumstances;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.netty.http.server.HttpServer;

/** The page for a case, on a phone: reached from an answer with the real content, and inspected with words of the test's own. */
class GuidePageIT {
    private static final Guide GUIDE = new Guide(
            new MatterId("huji-hukoubu-reissue"),
            "户口簿补领",
            "可以网上办，也可以到派出所办",
            List.of("户口簿丢了", "自己去办"),
            List.of(new Block.Checklist(
                    "",
                    List.of(
                            new Block.Checklist.Item("id", "户主或户内成年成员的居民身份证", "原件，核验后当场退回", true),
                            new Block.Checklist.Item("photo", "照片", "", false)))),
            List.of(new Block.Points("您这种情况不用带", List.of(new Block.Points.Point("旧户口簿", "已经丢了")))),
            List.of(new Block.Steps.Step("登录浙里办，填申请", "网上"), new Block.Steps.Step("收快递，或者到派出所取", "")),
            new Block.Link("浙里办", "https://www.zjzwfw.gov.cn/", "打开后搜“户口簿补领”"),
            "r-1");

    @BeforeEach
    void needChromium() {
        assumeTrue(Browser.isInstalled(), "no Chromium at /usr/bin/chromium: apt-get install chromium fonts-noto-cjk");
    }

    @Test
    void leadsFromTheAnswerToTheEntry() throws Exception {
        try (var browser = Browser.openAtHome(375, 812, RunningServer.address())) {
            browser.go(Browser.HOME.resolve("/"));
            browser.await("document.querySelector('textarea') !== null");
            browser.value("document.querySelector('textarea').focus()");
            browser.type(SeedQuestionIT.QUESTION);
            browser.press("Enter", 13);
            browser.await("document.querySelector('article.answer a.guide') !== null");
            var guide = browser.value("document.querySelector('article.answer a.guide').href");

            browser.go(URI.create(guide));
            browser.await("document.querySelector('a.button') !== null");
            assertThat(browser.value("document.querySelector('a.button').href")).isEqualTo(SeedQuestionIT.LINK);
            assertThat(browser.value("document.body.innerText")).contains("户口簿", "要准备的材料", "居民身份证", "怎么办");
            assertThat(browser.value("getComputedStyle(document.querySelector('a.button')).display"))
                    .isEqualTo("block");
        }
    }

    @Test
    void allCanUseIt() throws Exception {
        var links =
                new GuideLinks((application, day) -> Optional.of(GUIDE), GuideSecret.random(), null, Clock.systemUTC());
        var begun = new Turn(
                Dialogue.NEW,
                new Reply.Smalltalk(new TopicId("t"), List.of(), List.of()),
                "r-1",
                new Application(GUIDE.matter(), new Circumstances(Map.of())),
                false);
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(new GuideRoutes(links).routes())))
                .bindNow();
        try (var browser = Browser.openAtHome(375, 812, URI.create("http://127.0.0.1:" + server.port()))) {
            var inspection = new Inspection(browser);
            for (var colours : List.of("light", "dark")) {
                browser.prefer("prefers-color-scheme", colours);
                browser.go(Browser.HOME.resolve(links.path(begun)));
                inspection.look("guide-" + colours + "-375");
                browser.go(Browser.HOME.resolve("/guide/none"));
                inspection.look("guide-none-" + colours + "-375");
            }
        } finally {
            server.disposeNow();
        }
    }
}
