package banshi.eval.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An endless row of chat requests (请求序列), each a question in a conversation of its own; from the last question it goes back to the
 * first. Made ready beforehand: only the conversation's number is written per request. For one thread.
 */
final class Requests {
    private static final int DIGITS = 10;
    private static final String NUMBER = "0".repeat(DIGITS);

    /** @param number where in the bytes the number of the conversation stands */
    @SuppressWarnings("ArrayRecordComponent") // written to, never compared
    private record Ready(byte[] bytes, int number) {}

    private final List<Ready> ready = new ArrayList<>();
    private long made;

    /**
     * @param path absolute
     * @param run a name that no earlier run has had, of letters and digits
     * @param texts at least one
     */
    Requests(String path, String run, List<String> texts) {
        if (texts.isEmpty()) throw new IllegalArgumentException("there is nothing to ask");
        var conversation = "bench-" + run + "-" + NUMBER;
        for (var text : texts) {
            var body = JsonMapper.shared()
                    .writeValueAsString(Map.of("conversation", conversation, "text", text))
                    .getBytes(StandardCharsets.UTF_8);
            var head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n";
            var bytes = (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            ready.add(new Ready(bytes, placeOfNumber(bytes)));
        }
    }

    /** The bytes of the next request; they hold until the same question comes round again. */
    byte[] next() {
        var request = ready.get((int) (made % ready.size()));
        made++;
        long rest = made;
        for (int i = DIGITS - 1; i >= 0; i--, rest /= 10)
            request.bytes()[request.number() + i] = (byte) ('0' + rest % 10);
        return request.bytes();
    }

    private static int placeOfNumber(byte[] bytes) {
        // Latin-1 gives one character a byte, so that a place among the characters is one among the bytes
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("-" + NUMBER + "\"") + 1;
    }
}
