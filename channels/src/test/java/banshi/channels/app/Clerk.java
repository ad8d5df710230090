package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Somebody at a browser of their own (职员), who clicks, types and reads. Every click counts, into a field, too; typing, keys and the address
 * that they begin at do not.
 */
final class Clerk implements AutoCloseable {
    /** Where pictures for the guide are put; nowhere if empty. */
    private static final String GUIDE = System.getProperty("banshi.guide.pictures", "");

    private static final int TAB = 9;
    private static final int ENTER = 13;

    private final Browser browser;
    private int clicks;

    private Clerk(Browser browser) {
        this.browser = browser;
    }

    /** A citizen, too, who never logs in. */
    static Clerk at(Browser browser) throws Exception {
        browser.beforeEachPage(Scripts.read("hands.js"));
        return new Clerk(browser);
    }

    /** Enters by the page that all staff enter by, as somebody who was shown around the studio before. */
    Clerk logIn(String name) throws Exception {
        logInForTheFirstTime(name);
        browser.value("localStorage.setItem('banshi.studio.tour', 'seen')");
        return this;
    }

    /** The same, and the studio will show them around. */
    Clerk logInForTheFirstTime(String name) throws Exception {
        browser.go(Browser.HOME.resolve("/login"));
        write("#name", name);
        write("#password", StaffHttp.CHOSEN);
        enter();
        browser.await("document.querySelector('.leave') !== null");
        clicks = 0;
        return this;
    }

    Browser browser() {
        return browser;
    }

    /** How many there were since the last time that this was asked. */
    int clicks() {
        int counted = clicks;
        clicks = 0;
        return counted;
    }

    void goTo(String path) throws Exception {
        browser.go(Browser.HOME.resolve(path));
    }

    /** Clicks on what is called so. */
    void click(String words) throws Exception {
        browser.click("control('" + words + "')");
        clicks++;
    }

    void clickOn(String selector) throws Exception {
        browser.click("place('" + selector + "')");
        clicks++;
    }

    /** Writes something in the place of all that stands in a field. */
    void write(String selector, String text) throws Exception {
        clickOn(selector);
        browser.await("document.activeElement === place('" + selector + "')");
        browser.value("document.activeElement.select?.(); ''");
        browser.type(text);
    }

    /** Writes where the focus is. */
    void type(String text) throws Exception {
        browser.type(text);
    }

    void enter() throws Exception {
        browser.press("Enter", ENTER);
    }

    /** Goes from control to control by the keyboard until this one has the focus. */
    void tabTo(String selector) throws Exception {
        var there = "document.activeElement === place('" + selector + "')";
        for (int i = 0; i < 500 && !browser.value("String(" + there + ")").equals("true"); i++)
            browser.press("Tab", TAB);
        browser.await(there);
    }

    void sees(String words) throws Exception {
        browser.await("reads('" + words + "')");
    }

    /** What stands in a field, or what a part of the page says. */
    String reads(String selector) throws Exception {
        browser.await("place('" + selector + "') !== undefined");
        return browser.value("(({ value, innerText }) => value ?? innerText)(place('" + selector + "'))");
    }

    /** Nothing that was typed was taken for markup. */
    void isNotHacked() throws Exception {
        assertThat(browser.value(
                        "String(window.hacked === undefined && document.querySelector('img[src=x]') === null)"))
                .as("what was typed is text")
                .isEqualTo("true");
    }

    boolean finds(String selector) throws Exception {
        return browser.value("String(place('" + selector + "') !== undefined)").equals("true");
    }

    /** Leaves a picture of the screen for the guide, where that is asked for. */
    void photograph(String name) throws Exception {
        if (GUIDE.isEmpty()) return;
        browser.await(
                "document.getAnimations().every((a) => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)");
        Files.createDirectories(Path.of(GUIDE));
        Files.write(Path.of(GUIDE, name + ".webp"), browser.smallPicture(1180, 760));
        browser.resize(1440, 900);
    }

    @Override
    public void close() throws Exception {
        browser.close();
    }
}
