package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A citizen on a phone asks the seed question on the real page of the real program, in a real browser. */
class ChatPageIT {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String ENTER = "Enter";

    private Browser browser;

    @BeforeEach
    void openPage() throws Exception {
        if (!Browser.isInstalled() && "true".equals(System.getenv("CI")))
            throw new AssertionError("CI needs Chromium at /usr/bin/chromium: apt-get install chromium fonts-noto-cjk");
        assumeTrue(Browser.isInstalled(), "no Chromium at /usr/bin/chromium: apt-get install chromium fonts-noto-cjk");
        browser = Browser.open(390, 844);
        browser.go(RunningServer.address().resolve("/"));
        browser.await("document.querySelector('textarea') !== null");
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) browser.close();
    }

    @Test
    void answersTheSeedQuestionOnAPhone() throws Exception {
        browser.screenshot(SCREENSHOTS.resolve("welcome-phone.png"));
        ask(SeedQuestionIT.QUESTION);

        assertThat(browser.value("document.querySelector('article.answer').innerText"))
                .contains("可以", "可以网上办", "居民身份证", "遗失声明", "依据");
        assertThat(browser.value("document.querySelector('article.answer a[href^=\"https://\"]').href"))
                .isEqualTo(SeedQuestionIT.LINK);
        assertThat(browser.value("String(document.querySelectorAll('article.answer input[type=checkbox]').length > 0)"))
                .isEqualTo("true");
        assertThat(browser.value("document.querySelector('[role=status]').innerText"))
                .contains("可以网上办");
        assertThat(browser.value("document.activeElement.tagName")).isEqualTo("TEXTAREA");
        assertThat(browser.value("String(document.documentElement.scrollWidth <= innerWidth)"))
                .isEqualTo("true");
        browser.screenshot(SCREENSHOTS.resolve("seed-question-phone.png"));

        browser.value("document.querySelector('article.answer details').open = true");
        assertThat(browser.value("document.querySelector('article.answer details').innerText"))
                .contains("户口居民身份证管理工作规范");
    }

    @Test
    void aFollowUpButtonAsksTheNextQuestion() throws Exception {
        ask(SeedQuestionIT.QUESTION);
        browser.value("[...document.querySelectorAll('button')].find(b => b.innerText.includes('要带什么材料')).click()");
        browser.await("document.querySelectorAll('article.answer').length === 2");

        assertThat(browser.value("[...document.querySelectorAll('article.answer')].at(-1).innerText"))
                .contains("最少只要带身份证");
    }

    @Test
    void showsWhereToCallInAnEmergency() throws Exception {
        browser.value("document.querySelector('textarea').focus()");
        browser.type("有人拿着刀在砍人");
        browser.press(ENTER, 13);
        browser.await("document.querySelector('a[href=\"tel:110\"]') !== null");

        assertThat(browser.value("document.querySelector('main, #app').innerText"))
                .contains("110");
        browser.screenshot(SCREENSHOTS.resolve("emergency-phone.png"));
    }

    private void ask(String question) throws Exception {
        browser.value("document.querySelector('textarea').focus()");
        browser.type(question);
        browser.press(ENTER, 13);
        browser.await("document.querySelector('article.answer') !== null");
    }
}
