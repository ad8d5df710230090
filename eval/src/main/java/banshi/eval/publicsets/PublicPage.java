package banshi.eval.publicsets;

/** The page that shows the figures (公开集指标页): text around a place for each set, between two marks. */
public final class PublicPage {
    private PublicPage() {}

    /**
     * The page with new figures of one set in their place.
     *
     * @throws IllegalArgumentException if the page has no place for this set
     */
    public static String replaceIn(String page, String name, String figures) {
        int begin = page.indexOf(begin(name));
        int end = page.indexOf(end(name));
        if (begin < 0 || end < begin)
            throw new IllegalArgumentException(
                    "the page has no place for " + name + ": it needs " + begin(name) + " and " + end(name));
        return page.substring(0, begin) + begin(name) + "\n\n" + figures + "\n" + page.substring(end);
    }

    private static String begin(String name) {
        return "<!-- " + name + ": written by ./banshi public-sets, do not edit -->";
    }

    private static String end(String name) {
        return "<!-- end of " + name + " -->";
    }
}
