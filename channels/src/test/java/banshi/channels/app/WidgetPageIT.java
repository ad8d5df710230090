package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Somebody else's page, under a strict policy and on another origin, loads the widget: the chat opens in its frame, takes the focus,
 * and Escape inside gives it back. The chat's files come from the build, without the server: who may frame it is the server's to test.
 */
class WidgetPageIT {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void opensTheChatOnSomebodyElsesPageAndGivesTheFocusBack() throws Exception {
        assumeTrue(Browser.isInstalled(), "no Chromium at /usr/bin/chromium: apt-get install chromium fonts-noto-cjk");
        var built = Path.of("web-ui", "dist").toAbsolutePath();
        var chat = SimpleFileServer.createFileServer(ANY, built, OutputLevel.NONE);
        var host = HttpServer.create(ANY, 0);
        chat.start();
        var home = "http://127.0.0.1:" + chat.getAddress().getPort();
        host.createContext("/", exchange -> {
            var page = """
                    <!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>某市政府网站</title>
                    <h1>某市政府网站</h1><p><a id="link" href="#">办事指南</a></p>
                    <script async src="%s/widget.js"></script>""".formatted(home).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src %1$s; frame-src %1$s".formatted(home));
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        host.start();
        try (var browser = Browser.open(1280, 800)) {
            browser.prefer(
                    "prefers-reduced-motion",
                    "reduce"); // also inside the frame, whose motion cannot be seen from outside
            browser.beforeEachPage(
                    "addEventListener('govchat:ready', () => { window.told = true });"
                            + "addEventListener('message', ({ data }) => { if (data?.govchat === 'ready') window.chatReady = true })");
            browser.go(URI.create("http://127.0.0.1:" + host.getAddress().getPort() + "/"));
            browser.await("window.told && window.$govChat");
            assertThat(browser.value("String(document.querySelector('iframe'))"))
                    .isEqualTo("null");

            browser.value("document.querySelector('#link').focus(); $govChat.open()");
            browser.await("window.chatReady && document.activeElement.tagName === 'IFRAME'");
            new Inspection(browser).compare("widget");

            browser.press("Escape", 27); // heard inside the frame
            browser.await("document.querySelector('iframe').style.display === 'none'");
            assertThat(browser.value("document.activeElement.id")).isEqualTo("link");
        } finally {
            host.stop(0);
            chat.stop(0);
        }
    }
}
