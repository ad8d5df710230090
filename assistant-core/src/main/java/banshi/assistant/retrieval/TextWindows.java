package banshi.assistant.retrieval;

import java.util.ArrayList;
import java.util.List;

/**
 * A long text as pieces that one sentence vector can stand for (文本窗口): whole sentences, as many as fit.
 * The encoder reads no more than 510 tokens, and the vector of a very long text means a bit of everything. Windows of single
 * sentences are worse, though: they have lost what they are about (docs/adr/0013).
 *
 * @param longest characters (UTF-16 units) in a window, 8 or more
 */
public record TextWindows(int longest) {
    /** Of an office's answers: most fit into one. */
    public static final TextWindows OF_ANSWERS = new TextWindows(400);

    private static final String ENDS = "。！？；!?;\n";
    private static final String PAUSES = "，、：,: ";

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if {@code longest} is less than 8
     */
    public TextWindows {
        if (longest < 8)
            throw new IllegalArgumentException("windows of " + longest + " characters; allowed: 8 or more");
    }

    /** The windows in order; together they are the text, blank edges apart. None for a blank text. */
    public List<String> of(String text) {
        var windows = new ArrayList<String>();
        var window = new StringBuilder();
        for (int from = 0; from < text.length(); ) {
            int to = endOfPiece(text, from);
            if (window.length() + to - from > longest) close(window, windows);
            window.append(text, from, to);
            from = to;
        }
        close(window, windows);
        return windows;
    }

    private static void close(StringBuilder window, List<String> windows) {
        var closed = window.toString().strip();
        if (!closed.isEmpty()) windows.add(closed);
        window.setLength(0);
    }

    /** A sentence with its stop; where that is too long, up to its last pause that fits, or as much as fits. */
    private int endOfPiece(String text, int from) {
        int pause = -1;
        int most = Math.min(text.length(), from + longest);
        for (int i = from; i < most; i++) {
            char c = text.charAt(i);
            if (ENDS.indexOf(c) >= 0) return i + 1;
            if (PAUSES.indexOf(c) >= 0) pause = i + 1;
        }
        if (most == text.length()) return most;
        if (pause > from + longest / 2) return pause;
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }
}
