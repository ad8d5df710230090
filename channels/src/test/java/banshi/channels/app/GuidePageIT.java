package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A citizen on a phone goes from an answer to the page for the case, and on to the official entry. */
class GuidePageIT {
    @Test
    void leadsFromTheAnswerToTheEntry() throws Exception {
        assumeTrue(Browser.isInstalled(), "no Chromium at /usr/bin/chromium: apt-get install chromium fonts-noto-cjk");
        try (var browser = Browser.open(390, 844)) {
            browser.go(RunningServer.address().resolve("/"));
            browser.await("document.querySelector('textarea') !== null");
            browser.value("document.querySelector('textarea').focus()");
            browser.type(SeedQuestionIT.QUESTION);
            browser.press("Enter", 13);
            browser.await("document.querySelector('article.answer a.guide') !== null");
            var guide = browser.value("document.querySelector('article.answer a.guide').href");

            browser.go(java.net.URI.create(guide));
            browser.await("document.querySelector('a.button') !== null");
            assertThat(browser.value("document.querySelector('a.button').href")).isEqualTo(SeedQuestionIT.LINK);
            assertThat(browser.value("document.body.innerText")).contains("户口簿", "要准备的材料", "居民身份证", "怎么办");
            assertThat(browser.value("getComputedStyle(document.querySelector('a.button')).display"))
                    .isEqualTo("block");
            assertThat(browser.value("String(document.documentElement.scrollWidth <= innerWidth)"))
                    .isEqualTo("true");
            browser.screenshot(Path.of("target", "screenshots", "guide-phone.png"));
        }
    }
}
