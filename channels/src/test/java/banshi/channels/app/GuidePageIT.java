package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A citizen on a phone goes from an answer to the page for the case, and on to the official entry; what it says is the real content. */
class GuidePageIT {
    @Test
    void leadsFromTheAnswerToTheEntry() throws Exception {
        assumeTrue(Browser.isInstalled(), "no Chromium at /usr/bin/chromium: apt-get install chromium fonts-noto-cjk");
        try (var browser = Browser.openAtHome(375, 812, RunningServer.address())) {
            browser.go(Browser.HOME.resolve("/"));
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
            browser.value("const note = document.querySelector('.print');"
                    + " note.textContent = note.textContent.replace(/r-\\w+/, 'r-0')"); // another release is no
            // other page
            for (var colours : List.of("light", "dark")) {
                browser.prefer("prefers-color-scheme", colours);
                new Inspection(browser).look("guide-" + colours + "-375");
            }
            browser.go(Browser.HOME.resolve("/guide/none"));
            new Inspection(browser).look("guide-none-375");
        }
    }
}
