package banshi.assistant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a text is known by where nobody's words shall be kept (文本指纹): 128 bits of its SHA-256. Among some million texts no two have one key;
 * about a microsecond.
 */
public record TextKey(long first, long second) {
    /** How many bytes it has in a file. */
    public static final int BYTES = 2 * Long.BYTES;

    /** Of a text, letter by letter. */
    public static TextKey of(String text) {
        return read(ByteBuffer.wrap(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** The next one of a file. */
    public static TextKey read(ByteBuffer bytes) {
        return new TextKey(bytes.getLong(), bytes.getLong());
    }

    /** Puts it into a file. */
    public void write(ByteBuffer bytes) {
        bytes.putLong(first).putLong(second);
    }
}
