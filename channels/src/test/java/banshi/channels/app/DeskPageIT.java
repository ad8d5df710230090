package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The agents' page in every look, inspected ({@link Inspection}). Who waits and who calls is what {@code desk.js} says; page and security headers
 * are the real ones.
 */
class DeskPageIT {
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
        browser.beforeEachPage(Scripts.read("desk.js"));
        inspection = new Inspection(browser);
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) browser.close();
    }

    @ParameterizedTest(name = "{0}, {1} wide")
    @CsvSource({"light, 375, 812", "dark, 375, 812", "light, 1280, 800", "dark, 1280, 800"})
    void allCanUseEveryScreen(String colours, int width, int height) throws Exception {
        var look = colours + "-" + width;
        browser.resize(width, height);
        browser.prefer("prefers-color-scheme", colours);

        goTo("");
        browser.await("document.querySelector('a.enter') !== null");
        inspection.look("desk-signed-out-" + look);
        goTo("refused");
        browser.await("document.querySelector('.wrong') !== null");
        inspection.look("desk-wrong-role-" + look);

        goTo("nobody");
        browser.await("document.querySelector('.empty-title') !== null");
        inspection.look("desk-empty-" + look);

        goTo("some");
        browser.await("document.querySelector('.open') !== null");
        inspection.look("desk-waiting-" + look);
        browser.value("document.querySelector('.waiting .open').click()");
        browser.await("document.querySelector('.turns') !== null");
        inspection.look("desk-opened-" + look);
        show(".callback .open");
        browser.await("document.querySelector('.call .number') !== null");
        inspection.look("desk-callback-" + look);
        show(".taken .open"); // ours stands first
        browser.await("document.querySelector('.log .line.citizen') !== null");
        inspection.look("desk-talk-" + look);
        browser.value("document.querySelector('.end').click()");
        browser.await("document.querySelector('#sure') !== null");
        inspection.look("desk-ending-" + look);

        browser.value("document.querySelector('.sign-out')?.click()");
        browser.await("document.querySelector('a.enter') !== null");
    }

    @ParameterizedTest(name = "{0}, {1} wide")
    @CsvSource({"light, 375, 812", "dark, 375, 812", "light, 1280, 800", "dark, 1280, 800", "light, 1920, 1080"})
    void allCanTakeACall(String colours, int width, int height) throws Exception {
        var look = colours + "-" + width;
        browser.resize(width, height);
        browser.prefer("prefers-color-scheme", colours);

        call("talking");
        browser.await("document.querySelectorAll('.lines > li').length === 6");
        inspection.look("desk-call-" + look);
        part("side");
        press("1");
        browser.await(
                "document.querySelector('.card.chosen') !== null && document.querySelectorAll('.marked').length === 2");
        inspection.look("desk-call-cards-" + look);
        press("m");
        browser.await("document.querySelectorAll('.reader .one').length === 2");
        inspection.look("desk-call-materials-" + look);
        press("s");
        press("1");
        press("p");
        browser.await("document.querySelector('.notice svg.code') !== null");
        browser.value("document.querySelector('.notice').scrollIntoView({ block: 'end' })");
        inspection.look("desk-call-notice-" + look);

        call("risk");
        browser.await("document.querySelector('.risk') !== null");
        inspection.look("desk-call-risk-" + look);

        call("wrapup");
        part("side");
        browser.await("document.querySelector('#draft') !== null");
        inspection.look("desk-call-order-" + look);
        browser.value("document.querySelector('.end .submit').click()");
        browser.await("document.querySelector('.made') !== null");
        inspection.check("desk-call-made-" + look);

        call("danger");
        part("side");
        browser.await("document.querySelector('.danger') !== null");
        inspection.check("desk-call-danger-" + look);
    }

    @ParameterizedTest(name = "{0}, {1} wide")
    @CsvSource({"light, 375, 812", "dark, 375, 812", "light, 1280, 800", "dark, 1280, 800"})
    void allCanWorkOnOrders(String colours, int width, int height) throws Exception {
        var look = colours + "-" + width;
        browser.resize(width, height);
        browser.prefer("prefers-color-scheme", colours);

        browser.go(Browser.HOME.resolve("/desk/orders?waiting=nobody&call=talking"));
        browser.await("document.querySelectorAll('.orders .item').length === 4");
        inspection.look("desk-orders-" + look);
        browser.value("document.querySelector('.orders .link').click()");
        browser.await("document.querySelector('.moves .submit') !== null && location.pathname.endsWith('000001')");
        browser.value("document.querySelector('.moves .submit').click()");
        browser.await("document.querySelector('.saying') !== null");
        inspection.look("desk-order-" + look);
    }

    @ParameterizedTest(name = "{0}, {1} wide")
    @CsvSource({"light, 375, 812", "dark, 375, 812", "light, 1280, 800", "dark, 1280, 800", "light, 1920, 1080"})
    void whoLeadsTheShiftCanSeeAndJudge(String colours, int width, int height) throws Exception {
        var look = colours + "-" + width;
        browser.resize(width, height);
        browser.prefer("prefers-color-scheme", colours);

        shift("/desk/board", "&leads=busy");
        browser.await("document.querySelectorAll('.board .need').length === 10");
        inspection.look("desk-board-" + look);
        shift("/desk/board", "&leads=quiet");
        browser.await("document.querySelectorAll('.board .none').length === 3");
        inspection.check("desk-board-quiet-" + look);
        shift("/desk/board", "");
        browser.await("document.querySelector('.board .trouble') !== null");
        inspection.check("desk-board-refused-" + look);

        shift("/desk/calls", "&leads=busy");
        browser.await("document.querySelectorAll('.records .item').length === 4");
        inspection.look("desk-records-" + look);
        browser.value("document.querySelector('.records .link').click()");
        browser.await("document.querySelectorAll('.checklist .point').length === 4");
        browser.value("document.querySelector('.checklist .said').click()");
        browser.value("document.querySelector('.checklist .submit').click()");
        browser.await(
                "document.querySelector('.line.marked') !== null && document.querySelector('.checklist .trouble') !== null");
        inspection.look("desk-record-" + look);
        shift("/desk/calls/c9", "");
        browser.await("document.querySelectorAll('.checklist .found').length === 4");
        inspection.check("desk-record-read-" + look);
    }

    private void shift(String path, String leads) throws Exception {
        browser.go(Browser.HOME.resolve(path + "?waiting=nobody&call=talking" + leads));
    }

    @ParameterizedTest(name = "{0}, {1} wide")
    @CsvSource({"light, 375, 812", "dark, 375, 812", "light, 1280, 800", "dark, 1280, 800"})
    void allCanAskAnExpertAndAnswer(String colours, int width, int height) throws Exception {
        var look = colours + "-" + width;
        browser.resize(width, height);
        browser.prefer("prefers-color-scheme", colours);

        call("talking");
        browser.await("document.querySelectorAll('.lines > li').length === 6");
        press("q");
        browser.await("document.querySelector('.asking .careful a') !== null");
        inspection.look("desk-consult-ask-" + look);
        call("talking&consult=asked");
        part("side");
        browser.await("document.querySelector('.consult.waiting') !== null");
        inspection.check("desk-consult-waiting-" + look);
        call("talking&consult=answered");
        part("side");
        browser.await("document.querySelector('.consult.answered') !== null");
        inspection.look("desk-consult-answered-" + look);

        browser.go(Browser.HOME.resolve("/desk?waiting=some&call=talking&consult=expert"));
        browser.await("document.querySelectorAll('.experts .item').length === 2");
        inspection.look("desk-expert-" + look);
        browser.value("document.querySelector('.experts .item').click()");
        browser.await("document.querySelector('#consult-answer') !== null");
        inspection.look("desk-expert-answer-" + look);
    }

    /** The screen pops with the next picture that the browser draws, whatever came before. */
    @Test
    void aCardIsThereWithTheNextFrame() throws Exception {
        browser.resize(1280, 800);
        call("talking");
        browser.await("document.querySelectorAll('.card').length === 2");

        browser.value("""
                (() => {
                  window.drawn = []
                  const next = () => {
                    const n = window.drawn.length
                    if (n === 20) return
                    window.tell({ type: 'suggestion', ...window.card, id: 's' + (100 + n), title: '第' + n + '张', supersedes: ['s' + (99 + n)] })
                    requestAnimationFrame(() => {
                      window.drawn.push(document.body.textContent.includes('第' + n + '张'))
                      setTimeout(next)
                    })
                  }
                  next()
                })()""");
        browser.await("window.drawn.length === 20");
        assertThat(browser.value("String(window.drawn.filter((there) => there).length)"))
                .isEqualTo("20");
    }

    private void call(String how) throws Exception {
        browser.go(Browser.HOME.resolve("/desk?waiting=some&call=" + how));
        browser.await("document.querySelector('.call .state') !== null");
    }

    /** What a phone shows of it. */
    private void part(String name) throws Exception {
        browser.value("document.querySelectorAll('.part')[%d].click()".formatted(name.equals("side") ? 2 : 1));
    }

    private void press(String key) throws Exception {
        browser.value(
                "document.dispatchEvent(new KeyboardEvent('keydown', { key: '%s', bubbles: true }))".formatted(key));
    }

    /** On a phone the queue comes back first. */
    private void show(String handoff) throws Exception {
        browser.value("document.querySelector('.back').click()");
        browser.value("document.querySelector('" + handoff + "').click()");
    }

    private void goTo(String waiting) throws Exception {
        browser.go(Browser.HOME.resolve("/desk.html?waiting=" + waiting));
    }
}
