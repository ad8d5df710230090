package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks at what a browser shows (界面检查): nothing is wider than the screen, axe-core finds nothing against WCAG 2.2 AA, and it looks like
 * the picture that is kept of it ({@link GoldenPictures}). With {@code -Dbanshi.screenshots=FOLDER} it leaves a sharp picture there.
 */
final class Inspection {
    private static final Path AXE = Path.of("web-ui", "node_modules", "axe-core", "axe.min.js");

    private static final String PICTURES = System.getProperty("banshi.screenshots", "");

    private final Browser browser;
    private final GoldenPictures golden = new GoldenPictures();

    Inspection(Browser browser) {
        this.browser = browser;
    }

    /**
     * Looks at all of the page, without scrolling.
     *
     * @param name of the picture: the screen, and how it is looked at
     */
    void look(String name) throws Exception {
        check(name);
        browser.onALongScreen(() -> compare(name));
    }

    /** Looks for what is wrong with the page whatever it looks like; no picture of it is kept. */
    void check(String name) throws Exception {
        browser.await(
                "document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)");
        assertThat(browser.value("String(document.documentElement.scrollWidth <= innerWidth)"))
                .as("%s: nothing is wider than the screen", name)
                .isEqualTo("true");
        assertThat(browser.value("""
                [...document.querySelectorAll('button, a, label:not(.unseen), textarea')].map((control) => [control, control.getBoundingClientRect()])
                  .filter(([, { left, right, width }]) => width > 0 && (left < 0 || right > innerWidth)).map(([control]) => control.outerHTML).join()
                """))
                .as("%s: controls that reach beyond an edge", name)
                .isEmpty();
        if (browser.value("typeof axe").equals("undefined")) browser.value(Files.readString(AXE) + ";''");
        browser.onALongScreen(
                () -> { // what a bar covers for now counts as too small to be pressed
                    assertThat(browser.value("""
                    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
                      violations.flatMap(({ id, help, nodes }) => nodes.map((n) => `${id}: ${help}: ${n.html} ${n.failureSummary}`)).join('\\n'))
                    """))
                            .as("%s: what axe-core finds", name)
                            .isEmpty();
                });
    }

    /** Looks only whether the screen is like its picture: without a caret, and what moves without end as it begins. */
    void compare(String name) throws Exception {
        browser.await("[...document.images].every((image) => image.complete)");
        browser.value("""
                document.getAnimations().forEach((animation) => {
                  if (animation.effect.getTiming().iterations === Infinity) { animation.pause(); animation.currentTime = 0 }
                  else animation.finish()
                })
                document.documentElement.style.caretColor = 'transparent'
                """);
        if (!PICTURES.isEmpty()) browser.screenshot(Path.of(PICTURES, name + ".png"));
        golden.compare(name, browser.picture());
    }
}
