package banshi.channels.asr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Sound in bytes (声音的字节). */
final class Sound {
    /** Of telephones; a second of it. */
    static final int RATE = 8_000;

    private static final int PER_MS = RATE / 1000;
    private static final short[] MU_LAW = new short[256];

    static {
        // ITU-T G.711, table 2: the bits are inverted; a sign, three bits of which segment, four of where in it
        for (int code = 0; code < MU_LAW.length; code++) {
            int bits = ~code & 0xff;
            int segment = (bits >> 4) & 0x7;
            int magnitude = ((((bits & 0xf) << 3) + 0x84) << segment) - 0x84;
            MU_LAW[code] = (short) ((bits & 0x80) == 0 ? magnitude : -magnitude);
        }
    }

    private Sound() {}

    /** How long so many samples of a telephone last. */
    static long millis(long samples) {
        return samples / PER_MS;
    }

    /** Likewise, the other way round. */
    static int samples(long millis) {
        return Math.toIntExact(millis * PER_MS);
    }

    /** Samples of 16 bits from μ-law, a byte each. */
    static short[] fromMuLaw(byte[] codes) {
        var samples = new short[codes.length];
        for (int i = 0; i < codes.length; i++) samples[i] = MU_LAW[codes[i] & 0xff];
        return samples;
    }

    /** Samples of 16 bits from as many pairs of bytes, the low one first. */
    static short[] fromLittleEndian(byte[] bytes) {
        var samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    static byte[] littleEndian(short[] samples) {
        var bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    /** Floating point of 32 bits, -1 to 1. */
    static byte[] floats(short[] samples) {
        var bytes = ByteBuffer.allocate(samples.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : samples) bytes.putFloat(sample / 32768f);
        return bytes.array();
    }

    /**
     * Twice as many samples (升采样), for models that know 16 kHz only: between each two a cubic through the four around them. What a telephone leaves out stays out.
     * A stream of its own for each stream of sound; not thread-safe.
     */
    static final class Doubling {
        /** The last three, the latest last; null before the first sound. */
        private short @Nullable [] last;

        short[] doubled(short[] samples) {
            if (samples.length == 0) return samples;
            var before = last == null ? new short[] {samples[0], samples[0], samples[0]} : last;
            var doubled = new short[samples.length * 2];
            int a = before[0];
            int b = before[1];
            int c = before[2];
            for (int i = 0; i < samples.length; i++) {
                int d = samples[i];
                doubled[2 * i] = (short) b;
                doubled[2 * i + 1] =
                        (short) Math.clamp(Math.round((9 * (b + c) - a - d) / 16.0), Short.MIN_VALUE, Short.MAX_VALUE);
                a = b;
                b = c;
                c = d;
            }
            last = new short[] {(short) a, (short) b, (short) c};
            return doubled;
        }
    }
}
