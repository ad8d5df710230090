package banshi.eval.report;

/** What a page needs of its words (网页文字). */
final class Html {
    private Html() {}

    static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The name within its kind: {@code typo} of {@code style:typo}. */
    static String afterColon(String split) {
        return split.substring(split.indexOf(':') + 1);
    }
}
