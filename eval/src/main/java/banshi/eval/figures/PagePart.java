package banshi.eval.figures;

/**
 * The part of a page that a program writes (页面生成段): all between two marks, which are comments in Markdown.
 *
 * @param begin stands in the page once, before {@code end}
 */
public record PagePart(String begin, String end) {
    /** Text between the marks; ends without a line break. */
    public String of(String text) {
        return begin + "\n\n" + text.strip() + "\n\n" + end;
    }

    /**
     * A page with this part in the place of what stood between its marks.
     *
     * @param part marks included
     * @throws IllegalArgumentException if the page has no marks
     */
    public String replaceIn(String page, String part) {
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from)
            throw new IllegalArgumentException("the page has no place for figures: it needs " + begin + " and " + end);
        return page.substring(0, from) + part + page.substring(to + end.length());
    }
}
