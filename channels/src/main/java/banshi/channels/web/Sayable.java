package banshi.channels.web;

import banshi.assistant.language.Masking;

/** Whether words are such as somebody could have said (可说的话). */
final class Sayable {
    private Sayable() {}

    /** Not too long, something visible, no half characters. */
    static boolean is(String text, int longest) {
        return text.length() <= longest && isVisible(text) && isWellFormed(text);
    }

    /** As they may be kept: without what tells who said them, and without NUL, which PostgreSQL does not take. */
    static String masked(String text) {
        return Masking.masked(text).replace("\0", "");
    }

    static boolean isVisible(String text) {
        return text.codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        });
    }

    /** Without half surrogate pairs. */
    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
