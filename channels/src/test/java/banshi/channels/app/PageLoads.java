package banshi.channels.app;

import java.net.URI;

/**
 * Opens a page again and again, each time in a browser that has never seen it (首次打开). {@code ./banshi bench page} runs this in a JVM of
 * its own. Arguments: the page's address, how often, and how many times slower than this machine the browser's processor is. Prints a line
 * for each load: milliseconds from the navigation until it could be used, and the bytes that came over the wire.
 */
final class PageLoads {
    /** It can be used when what is typed shows and can be sent. */
    private static final String TYPE = """
            (() => {
              const look = () => {
                const box = document.querySelector('textarea')
                if (box?.value === '') {
                  box.value = '户口'
                  box.dispatchEvent(new Event('input', { bubbles: true }))
                }
                const send = document.querySelector('form [type=submit]')
                if (box?.value && send?.getAttribute('aria-disabled') === 'false') window.usableAfter = performance.now()
                else requestAnimationFrame(look)
              }
              requestAnimationFrame(look)
            })()
            """;

    private static final String BYTES = """
            String(['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type))
              .reduce((sum, { transferSize }) => sum + transferSize, 0))
            """;

    private PageLoads() {}

    public static void main(String... arguments) throws Exception {
        var page = URI.create(arguments[0]);
        int times = Integer.parseInt(arguments[1]);
        int slowdown = Integer.parseInt(arguments[2]);
        for (int i = 0; i < times; i++)
            try (var browser = Browser.open(375, 812)) {
                browser.beforeEachPage(TYPE);
                browser.slowDown(slowdown);
                browser.go(page);
                browser.await("window.usableAfter !== undefined");
                System.out.println(browser.value("String(window.usableAfter)") + " " + browser.value(BYTES));
            }
    }
}
