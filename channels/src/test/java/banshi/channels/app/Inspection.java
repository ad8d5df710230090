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
        rest();
        assertThat(browser.value("String(document.documentElement.scrollWidth <= innerWidth)"))
                .as("%s: nothing is wider than the screen", name)
                .isEqualTo("true");
        assertThat(browser.value("""
                [...document.querySelectorAll('button, a, label:not(.unseen), textarea')].map((control) => [control, control.getBoundingClientRect()])
                  .filter(([, { left, right, width }]) => width > 0 && (left < 0 || right > innerWidth)).map(([control]) => control.outerHTML).join()
                """))
                .as("%s: controls that reach beyond an edge", name)
                .isEmpty();
        // what a bar covers for now counts as too small to be pressed
        browser.onALongScreen(() ->
                assertThat(violations()).as("%s: what axe-core finds", name).isEmpty());
    }

    Browser browser() {
        return browser;
    }

    /** What axe-core finds against WCAG 2.2 AA; empty if nothing. */
    String violations() throws Exception {
        return violations("['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']");
    }

    /** Which words do not stand out from their ground: all that other colours can make worse. */
    String pale() throws Exception {
        return violations("{ type: 'rule', values: ['color-contrast'] }");
    }

    private String violations(String rules) throws Exception {
        rest();
        if (browser.value("typeof axe").equals("undefined")) browser.value(Files.readString(AXE) + ";''");
        return browser.value("""
                axe.run(document, { runOnly: %s }).then(({ violations }) =>
                  violations.flatMap(({ id, help, nodes }) => nodes.map((n) => `${id}: ${help}: ${n.html} ${n.failureSummary}`)).join('\\n'))
                """.formatted(rules));
    }

    /**
     * What cannot be seen whole on a screen of this width: the page itself where it scrolls sideways, what reaches beyond an edge, and words that their box cuts. What stands
     * in a box that scrolls sideways by itself, as a wide table may, can be seen.
     */
    String cutOff() throws Exception {
        rest();
        return browser.value("""
                (() => {
                  const style = (element) => getComputedStyle(element)
                  const scrolls = (element) => /auto|scroll/.test(style(element).overflowX)
                  const within = (element, is) => { for (let e = element; e && e !== document.body; e = e.parentElement) if (is(e)) return true; return false }
                  const words = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '')
                  const said = (element, what) => `${what}: ${element.outerHTML.slice(0, 160)}`
                  const edge = document.documentElement.clientWidth // a phone makes innerWidth as wide as what overflows
                  const found = document.documentElement.scrollWidth > edge ? [`the page is ${document.documentElement.scrollWidth} wide`] : []
                  for (const element of document.body.querySelectorAll('*')) {
                    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
                    const { left, right, width } = element.getBoundingClientRect()
                    if (width <= 1 || within(element, (e) => e.classList.contains('unseen') || e.getAttribute('aria-hidden') === 'true')) continue
                    if ((right > edge + 1 || left < -1) && !within(element.parentElement, scrolls)) found.push(said(element, 'beyond the edge'))
                    const { overflowX, textOverflow } = style(element)
                    if (/hidden|clip/.test(overflowX) && textOverflow !== 'ellipsis' && words(element) && element.scrollWidth > element.clientWidth + 1) found.push(said(element, 'cut'))
                  }
                  return found.slice(0, 8).join('\\n')
                })()
                """);
    }

    /** Waits until nothing moves. */
    private void rest() throws Exception {
        browser.await(
                "document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)");
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
