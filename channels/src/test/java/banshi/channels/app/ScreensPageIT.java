package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every screen of the page in every look, inspected ({@link Inspection}). The replies are those of {@code screens.js}, so that every kind
 * of block is there, and the clock stands still; server, page and security headers are the real ones.
 */
class ScreensPageIT {
    /** What is asked, and what tells that it is answered. */
    private record Screen(String name, String question, String answered) {}

    private static final List<Screen> SCREENS = List.of(
            new Screen("answer", "全部内容", "article.answer .steps"),
            new Screen("clarify", "要问一句", "article.answer .numbered"),
            new Screen("emergency", "出事了", "article.emergency .call"),
            new Screen("handoff", "找人工", "article.answer .person"),
            new Screen("no", "不行", "article.answer .verdict.no"),
            new Screen("error", "没信号", ".retry"),
            new Screen("busy", "太快了", ".retry"),
            new Screen("refused", "收不了", "p.failure"),
            new Screen("thinking", "慢慢来", ".typing"));

    private static Browser chromium;

    /** A window of its own for each test, which shares nothing with the others. */
    private Browser browser;

    private Inspection inspection;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Browser.isInstalled(), "no Chromium at /usr/bin/chromium: apt-get install chromium fonts-noto-cjk");
        chromium = Browser.openAtHome(375, 812, RunningServer.address());
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) chromium.close();
    }

    @BeforeEach
    void open() throws Exception {
        browser = chromium.another(375, 812);
        browser.beforeEachPage(Scripts.read("clock.js"));
        browser.beforeEachPage(Scripts.read("screens.js"));
        inspection = new Inspection(browser);
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) browser.close();
    }

    @ParameterizedTest(name = "{0}, {1} wide")
    @CsvSource({
        "light, 375, 812",
        "light, 1280, 800",
        "dark, 375, 812",
        "dark, 1280, 800",
        "elder-light, 375, 812",
        "elder-light, 1280, 800",
        "elder-dark, 375, 812",
    })
    void allCanUseEveryScreen(String style, int width, int height) throws Exception {
        browser.resize(width, height);
        prefer(style);

        goHome("");
        look("welcome", style, width);
        for (var screen : SCREENS) {
            goHome("");
            ask(screen.question());
            browser.await("document.querySelector('" + screen.answered() + "') !== null");
            look(screen.name(), style, width);
        }
    }

    @Test
    void takesTheColoursThatAreChosenWhateverTheSystemHas() throws Exception {
        browser.prefer("prefers-color-scheme", "dark");
        goHome("");
        var ground = "getComputedStyle(document.documentElement).backgroundColor";
        var dark = browser.value(ground);
        browser.value("document.querySelector('[aria-controls=colours]').click()");
        inspection.look("colours-dark-375");
        browser.value("document.querySelector('input[value=light]').click()");
        browser.await(ground + " !== '" + dark + "'");
        inspection.look("colours-light-375");

        browser.prefer("prefers-color-scheme", "light");
        assertThat(browser.value(ground)).isNotEqualTo(dark);
        browser.value("document.querySelector('input[value=dark]').click()");
        browser.await(ground + " === '" + dark + "'");
    }

    /** WCAG 2.2, success criterion 1.4.10: 1280 × 1024 at 400 %. */
    @Test
    void readsWithoutSidewaysScrollingAtFourHundredPercent() throws Exception {
        browser.resize(320, 256);
        goHome("");
        inspection.check("welcome-zoomed");
        for (var screen : SCREENS) {
            goHome("");
            ask(screen.question());
            browser.await("document.querySelector('" + screen.answered() + "') !== null");
            inspection.check(screen.name() + "-zoomed");
        }
    }

    @Test
    void goesOnAfterAReloadUntilItIsCleared() throws Exception {
        goHome("");
        ask("不行");
        browser.await("document.querySelector('.verdict.no') !== null");
        browser.go(Browser.HOME.resolve("/?again"));
        browser.await("document.querySelector('.verdict.no') !== null");
        inspection.look("history-light-375");
        browser.value("document.querySelector('.start-over').click()");
        browser.await("document.querySelector('.suggestion') !== null");
        assertThat(browser.value("String(sessionStorage.length)")).isEqualTo("0");
    }

    @Test
    void standsStillForWhomMotionDisturbs() throws Exception {
        browser.prefer("prefers-reduced-motion", "reduce");
        goHome("");
        ask("慢慢来");
        browser.await("document.querySelector('.typing') !== null");
        assertThat(browser.value("String(document.getAnimations().length)")).isEqualTo("0");
    }

    @Test
    void printsWhatToBringOnASheetOfItsOwn() throws Exception {
        browser.beforeEachPage("window.print = () => { window.printing = true }");
        goHome("");
        ask("全部内容");
        browser.await("document.querySelector('.to-paper') !== null");
        browser.value("document.querySelector('.to-paper').click()");
        browser.await("window.printing");
        browser.onPaper(true);

        assertThat(browser.value("getComputedStyle(document.querySelector('.page')).display"))
                .isEqualTo("none");
        assertThat(browser.value("document.body.innerText"))
                .contains("一次性告知单", "全部内容", "旧户口簿", "必带", "户口登记条例", "以窗口答复为准", "知识版本");
        browser.onALongScreen(() -> inspection.compare("print"));

        browser.onPaper(false);
        browser.value("window.dispatchEvent(new Event('afterprint'))");
        browser.await("document.querySelector('.sheet') === null");
    }

    @Test
    void savesWhatToBringAsAPicture() throws Exception {
        browser.beforeEachPage(
                "URL.createObjectURL = (blob) => { const r = new FileReader(); r.onload = () => { window.saved = r.result };"
                        + " r.readAsDataURL(blob); return '#' }");
        browser.resize(1280, 800);
        goHome("");
        ask("全部内容");
        browser.await("document.querySelector('.save') !== null");
        browser.value("document.querySelector('.save').click()");
        browser.await("window.saved");

        var png = Base64.getDecoder().decode(browser.value("window.saved.split(',')[1]"));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(3 * 375);
    }

    @Test
    void showsACodeForThePhoneThatNothingElseHasToDraw() throws Exception {
        browser.resize(1280, 800);
        goHome("");
        ask("全部内容");
        browser.await("document.querySelector('.scan') !== null");
        browser.value("document.querySelector('.scan').click()");
        browser.await("document.querySelector('figure.code path') !== null");
        inspection.look("code-light-1280");
    }

    @Test
    void onAPublicMachineAllControlsAreInReachAndNothingIsKept() throws Exception {
        // one second of waiting takes a twentieth; a warning stands still until it was looked at
        browser.beforeEachPage("localStorage.clear(); const tick = setInterval; window.setInterval = (f, ms) =>"
                + " tick(() => { if (window.seen || !document.querySelector('[role=alertdialog]')) f() }, ms / 20)");
        browser.resize(1080, 1920);
        goHome("?mode=kiosk&terminal=hall-3");
        inspection.look("welcome-kiosk");
        ask("全部内容");
        browser.await("document.querySelector('figure.code path') !== null");
        assertThat(browser.value("String(document.querySelectorAll('a[href]').length)"))
                .isEqualTo("0");
        assertThat(browser.value("String(localStorage.length + sessionStorage.length)"))
                .isEqualTo("0");
        assertThat(browser.value("""
                [...document.querySelectorAll('button, input, textarea, summary')]
                  .filter((control) => { const { left, top } = control.getBoundingClientRect()
                    return top < innerHeight / 3 && control.contains(document.elementFromPoint(left + 5, top + 5)) })
                  .map((control) => control.outerHTML).join()
                """)).as("controls in the upper third").isEmpty();
        inspection.look("answer-kiosk");

        browser.await("document.querySelector('[role=alertdialog]') !== null");
        inspection.look("warning-kiosk");
        browser.value("window.seen = true; document.querySelector('.stay').click()");
        browser.await("document.querySelector('.suggestion') !== null");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "waiting, light",
        "waiting, dark",
        "waiting, elder-light",
        "taken, light",
        "taken, dark",
        "taken, elder-light",
        "closed, light",
        "closed, dark",
        "closed, elder-light",
        "'', light",
        "'', dark",
        "'', elder-light"
    })
    void allCanReachAPerson(String desk, String style) throws Exception {
        prefer(style);
        browser.beforeEachPage("window.desk = '" + desk + "'");
        goHome("");
        browser.value("document.querySelector('.to-person').click()");
        var reached =
                Map.of("waiting", ".panel.waiting", "taken", ".agent", "closed", ".panel input", "", ".panel.failed");
        browser.await("document.querySelector('" + reached.get(desk) + "') !== null");
        inspection.look("handoff-" + (desk.isEmpty() ? "none" : desk) + "-" + style + "-375");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "elder-light"})
    void allCanSayWhatTheyThink(String style) throws Exception {
        prefer(style);
        goHome("");
        ask("不行");
        browser.await("document.querySelector('.thumb.down') !== null");
        browser.value("document.querySelector('.thumb.down').click()");
        browser.value("document.querySelector('.rate').click()");
        browser.await("document.querySelector('.rating') !== null");
        browser.value("document.querySelector('.rating input[value=\"4\"]').click()");
        browser.await("document.querySelector('.rating .submit') !== null");
        inspection.look("opinion-" + style + "-375");
    }

    /** Inspects a screen; to keep the pictures few, on a desktop one is kept in light only. */
    private void look(String screen, String style, int width) throws Exception {
        var name = screen + "-" + style + "-" + width;
        if (width < 600 || style.equals("light")) inspection.look(name);
        else inspection.check(name);
    }

    /** Light or dark, and 长辈模式 where {@code elder-} stands before it. */
    private void prefer(String style) throws Exception {
        browser.prefer("prefers-color-scheme", style.replace("elder-", ""));
        if (style.startsWith("elder-")) browser.beforeEachPage("localStorage.setItem('banshi.elder-mode', 'on')");
    }

    private void goHome(String query) throws Exception {
        if (browser.value("location.protocol").equals("http:")) browser.value("sessionStorage.clear(); ''");
        browser.go(Browser.HOME.resolve("/" + query));
        browser.await("document.querySelector('textarea') !== null");
    }

    private void ask(String question) throws Exception {
        browser.value("document.querySelector('textarea').focus()");
        browser.type(question);
        browser.press("Enter", 13);
    }
}
