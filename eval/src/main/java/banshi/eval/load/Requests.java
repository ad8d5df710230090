package banshi.eval.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An endless row of chat requests (请求序列), each a question in a conversation of its own; from the last question it goes back to the
 * first. Made ready beforehand: only the conversation's number is written per request, and where no question may come twice in the
 * same words, dots and blanks behind it. For one thread.
 */
final class Requests {
    private static final int DIGITS = 10;
    private static final String NUMBER = "0".repeat(DIGITS);
    /** For two to the power of its length. */
    private static final String TAIL = ".".repeat(16);

    /**
     * @param number where in the bytes the number of the conversation stands
     * @param tail where the dots behind the question stand
     */
    @SuppressWarnings("ArrayRecordComponent") // written to, never compared
    private record Ready(byte[] bytes, int number, int tail) {}

    private final List<Ready> ready = new ArrayList<>();
    private final boolean neverTwice;
    private long made;

    /**
     * @param path absolute
     * @param run a name that no earlier run has had, of letters and digits
     * @param texts at least one
     * @param neverTwice whether a question that comes round again is written otherwise, so that nothing knows it by its letters
     */
    Requests(String path, String run, List<String> texts, boolean neverTwice) {
        if (texts.isEmpty()) throw new IllegalArgumentException("there is nothing to ask");
        this.neverTwice = neverTwice;
        var conversation = "bench-" + run + "-" + NUMBER;
        for (var text : texts) {
            var body = JsonMapper.shared()
                    .writeValueAsString(
                            Map.of("conversation", conversation, "text", neverTwice ? drawnOut(text) : text))
                    .getBytes(StandardCharsets.UTF_8);
            var head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n";
            var bytes = (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            ready.add(new Ready(bytes, placeOf("-" + NUMBER + "\"", bytes) + 1, placeOf(TAIL + "\"", bytes)));
        }
    }

    /** A question as it is asked where none may come twice. */
    static String drawnOut(String text) {
        return text + TAIL;
    }

    /** The same so many rounds later, in other letters. */
    static String drawnOut(String text, long round) {
        var drawn = new StringBuilder(text);
        for (int i = 0; i < TAIL.length(); i++) drawn.append(sign(i, round));
        return drawn.toString();
    }

    private static char sign(int place, long round) {
        return (round >> place & 1) == 0 ? '.' : ' ';
    }

    /** The bytes of the next request; they hold until the same question comes round again. */
    byte[] next() {
        var request = ready.get((int) (made % ready.size()));
        long round = made / ready.size();
        if (neverTwice)
            for (int i = 0; i < TAIL.length(); i++) request.bytes()[request.tail() + i] = (byte) sign(i, round);
        made++;
        long rest = made;
        for (int i = DIGITS - 1; i >= 0; i--, rest /= 10)
            request.bytes()[request.number() + i] = (byte) ('0' + rest % 10);
        return request.bytes();
    }

    private static int placeOf(String sought, byte[] bytes) {
        // Latin-1 gives one character a byte, so that a place among the characters is one among the bytes
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(sought);
    }
}
