package banshi.assistant.dialogue;

import banshi.assistant.Dialogue;
import banshi.assistant.Sha256;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Turns a dialogue's state into bytes for whoever keeps it, and back (对话状态编码).
 *
 * <p>One byte of version, the first {@value #SEAL} bytes of an HMAC-SHA256 over version and body, then the body: compact JSON of all that
 * {@link Dialogue} has and of nothing else (docs/adr/0018). The seal tells who wrote the bytes; they can be read by anybody. Thread-safe; no
 * clock: how long a state may be kept is its keeper's business. Cost: DialogueCodecBenchmark.
 */
public final class DialogueCodec {
    /** Grows with every change of what is written; a golden file of the tests holds each to its bytes. */
    static final int VERSION = 2;

    /** What a state takes at most, all included. */
    static final int MOST_BYTES = 16 * 1024;

    private static final int SEAL = 16;
    private static final int BODY = 1 + SEAL;
    private static final int LEAST_KEY = 16;
    private static final int USUAL_BYTES = 1024;

    private final Sha256.Key key;

    /**
     * One that believes what was written under the same key.
     *
     * @param key secret; copied
     * @throws IllegalArgumentException if it is shorter than {@value #LEAST_KEY} bytes
     */
    public DialogueCodec(byte[] key) {
        if (key.length < LEAST_KEY)
            throw new IllegalArgumentException(
                    "the key of dialogue states has " + key.length + " bytes; allowed: " + LEAST_KEY + " or more");
        this.key = new Sha256.Key(key);
    }

    /**
     * The state as bytes, in this version and under this key.
     *
     * @throws IllegalArgumentException if {@link #read} would not take it back: too many talks, choices or circumstances, an id that is none,
     *     more than {@value #MOST_BYTES} bytes
     */
    public byte[] write(Dialogue dialogue) {
        var out = new ByteArrayOutputStream(USUAL_BYTES);
        out.write(VERSION);
        out.write(new byte[SEAL], 0, SEAL);
        DialogueJson.write(dialogue, out);
        var state = out.toByteArray();
        if (state.length > MOST_BYTES) throw new IllegalArgumentException(tooLong(state.length));
        System.arraycopy(seal(state), 0, state, 1, SEAL);
        return state;
    }

    /** What the bytes are, whatever they are. */
    public Read read(byte[] state) {
        if (state.length == 0) return new Read.Corrupt("no bytes at all");
        int version = Byte.toUnsignedInt(state[0]);
        if (version != VERSION) return new Read.OtherVersion(version);
        if (state.length > MOST_BYTES) return new Read.Corrupt(tooLong(state.length));
        if (state.length <= BODY) return new Read.Corrupt("cut short after " + state.length + " bytes");
        if (!MessageDigest.isEqual(seal(state), Arrays.copyOfRange(state, 1, BODY))) return new Read.Forged();
        return DialogueJson.read(state, BODY);
    }

    private byte[] seal(byte[] state) {
        return Arrays.copyOf(key.sign(Arrays.copyOf(state, 1), Arrays.copyOfRange(state, BODY, state.length)), SEAL);
    }

    private static String tooLong(int bytes) {
        return "a dialogue's state of " + bytes + " bytes; allowed: " + MOST_BYTES;
    }

    /** What bytes turned out to be (读出结果). */
    public sealed interface Read {
        /** A state that was written here. */
        record Sound(Dialogue dialogue) implements Read {}

        /** A state of an older or newer program. */
        record OtherVersion(int version) implements Read {}

        /** Not written under this key, or changed since. */
        record Forged() implements Read {}

        /**
         * No state at all.
         *
         * @param why for developers; without anything that stands in the bytes
         */
        record Corrupt(String why) implements Read {}
    }
}
