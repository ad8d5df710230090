package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every screen of the page in every look: axe-core finds nothing against WCAG 2.2 AA, and nothing is wider than the screen. The
 * replies are those of {@code screens.js}, so that every kind of block is there; server, page and security headers are the real ones.
 * With {@code -Dbanshi.screenshots=FOLDER} it leaves a picture of each.
 */
class ScreensPageIT {
    private static final Path AXE = Path.of("web-ui", "node_modules", "axe-core", "axe.min.js");
    private static final String PICTURES = System.getProperty("banshi.screenshots", "");

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

    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(Browser.isInstalled(), "no Chromium at /usr/bin/chromium: apt-get install chromium fonts-noto-cjk");
        browser = Browser.open(375, 812);
        browser.beforeEachPage(replies());
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) browser.close();
    }

    @ParameterizedTest(name = "{0}, {2} wide")
    @CsvSource({
        "light, false, 375, 812",
        "light, false, 1280, 800",
        "dark, false, 375, 812",
        "dark, false, 1280, 800",
        "light, true, 375, 812",
        "light, true, 1280, 800",
        "dark, true, 375, 812",
    })
    void allCanUseEveryScreen(String colours, boolean elder, int width, int height) throws Exception {
        var look = (elder ? "elder-" : "") + colours + "-" + width;
        browser.resize(width, height);
        browser.prefer("prefers-color-scheme", colours);
        if (elder) browser.beforeEachPage("localStorage.setItem('banshi.elder-mode', 'on')");

        goHome("");
        check("welcome", look);
        for (var screen : SCREENS) {
            goHome("");
            ask(screen.question());
            browser.await("document.querySelector('" + screen.answered() + "') !== null");
            check(screen.name(), look);
        }
    }

    @Test
    void takesTheColoursThatAreChosenWhateverTheSystemHas() throws Exception {
        browser.prefer("prefers-color-scheme", "dark");
        goHome("");
        var ground = "getComputedStyle(document.documentElement).backgroundColor";
        var dark = browser.value(ground);
        browser.value("document.querySelector('[aria-controls=colours]').click()");
        check("colours", "dark-375");
        browser.value("document.querySelector('input[value=light]').click()");
        browser.await(ground + " !== '" + dark + "'");

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
        check("welcome", "zoomed");
        for (var screen : SCREENS) {
            goHome("");
            ask(screen.question());
            browser.await("document.querySelector('" + screen.answered() + "') !== null");
            check(screen.name(), "zoomed");
        }
    }

    @Test
    void goesOnAfterAReloadUntilItIsCleared() throws Exception {
        goHome("");
        ask("不行");
        browser.await("document.querySelector('.verdict.no') !== null");
        browser.go(RunningServer.address().resolve("/?again"));
        browser.await("document.querySelector('.verdict.no') !== null");
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
        if (!PICTURES.isEmpty()) browser.onALongScreen(() -> browser.screenshot(Path.of(PICTURES, "print.png")));

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
        if (!PICTURES.isEmpty()) Files.write(Path.of(PICTURES, "saved.png"), png);
    }

    @Test
    void showsACodeForThePhoneThatNothingElseHasToDraw() throws Exception {
        browser.resize(1280, 800);
        goHome("");
        ask("全部内容");
        browser.await("document.querySelector('.scan') !== null");
        browser.value("document.querySelector('.scan').click()");
        browser.await("document.querySelector('figure.code path') !== null");
        check("code", "light-1280");
    }

    @Test
    void onAPublicMachineAllControlsAreInReachAndNothingIsKept() throws Exception {
        browser.beforeEachPage("localStorage.clear(); const tick = setInterval;"
                + " window.setInterval = (f, ms) => tick(f, ms / 20)"); // one second of waiting takes a twentieth
        browser.resize(1080, 1920);
        goHome("?mode=kiosk&terminal=hall-3");
        check("welcome", "kiosk");
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
        check("answer", "kiosk");

        browser.await("document.querySelector('[role=alertdialog]') !== null");
        browser.value("document.querySelector('.stay').click()");
        browser.await("document.querySelector('.suggestion') !== null");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "waiting, light",
        "waiting, dark",
        "taken, light",
        "taken, dark",
        "closed, light",
        "closed, dark",
        "'', light",
        "'', dark"
    })
    void allCanReachAPerson(String desk, String colours) throws Exception {
        browser.prefer("prefers-color-scheme", colours);
        browser.beforeEachPage("window.desk = '" + desk + "'");
        goHome("");
        browser.value("document.querySelector('.to-person').click()");
        var reached =
                Map.of("waiting", ".panel.waiting", "taken", ".agent", "closed", ".panel input", "", ".panel.failed");
        browser.await("document.querySelector('" + reached.get(desk) + "') !== null");
        check("handoff-" + (desk.isEmpty() ? "none" : desk), colours + "-375");
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void allCanSayWhatTheyThink(String colours) throws Exception {
        browser.prefer("prefers-color-scheme", colours);
        goHome("");
        ask("不行");
        browser.await("document.querySelector('.thumb.down') !== null");
        browser.value("document.querySelector('.thumb.down').click()");
        browser.value("document.querySelector('.rate').click()");
        browser.await("document.querySelector('.rating') !== null");
        browser.value("document.querySelector('.rating input[value=\"4\"]').click()");
        browser.await("document.querySelector('.rating .submit') !== null");
        check("opinion", colours + "-375");
    }

    private void goHome(String query) throws Exception {
        if (browser.value("location.protocol").equals("http:")) browser.value("sessionStorage.clear(); ''");
        browser.go(RunningServer.address().resolve("/" + query));
        browser.await("document.querySelector('textarea') !== null");
    }

    private void ask(String question) throws Exception {
        browser.value("document.querySelector('textarea').focus()");
        browser.type(question);
        browser.press("Enter", 13);
    }

    private void check(String screen, String look) throws Exception {
        browser.await(
                "document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)");
        assertThat(browser.value("String(document.documentElement.scrollWidth <= innerWidth)"))
                .as("%s, %s: nothing is wider than the screen", screen, look)
                .isEqualTo("true");
        assertThat(browser.value("""
                [...document.querySelectorAll('button, a, label:not(.unseen), textarea')].map((control) => [control, control.getBoundingClientRect()])
                  .filter(([, { left, right, width }]) => width > 0 && (left < 0 || right > innerWidth)).map(([control]) => control.outerHTML).join()
                """))
                .as("%s, %s: controls that reach beyond an edge", screen, look)
                .isEmpty();
        if (browser.value("typeof axe").equals("undefined")) browser.value(Files.readString(AXE) + ";''");
        browser.onALongScreen(
                () -> { // what a bar covers for now counts as too small to be pressed
                    if (!PICTURES.isEmpty()) browser.screenshot(Path.of(PICTURES, screen + "-" + look + ".png"));
                    assertThat(browser.value("""
                    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
                      violations.flatMap(({ id, help, nodes }) => nodes.map((n) => `${id}: ${help}: ${n.html} ${n.failureSummary}`)).join('\\n'))
                    """))
                            .as("%s, %s: what axe-core finds", screen, look)
                            .isEmpty();
                });
    }

    private static String replies() throws IOException {
        try (var script = Objects.requireNonNull(ScreensPageIT.class.getResourceAsStream("screens.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
