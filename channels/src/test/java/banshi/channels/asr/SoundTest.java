package banshi.channels.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SoundTest {
    /** ITU-T G.711, table 2a: the decoder's values for the codes from 1000 0000 to 1111 1111, here of 16 bits, four times those of the table. */
    private static final short[] POSITIVE = {
        32124, 31100, 30076, 29052, 28028, 27004, 25980, 24956, 23932, 22908, 21884, 20860, 19836, 18812, 17788, 16764,
        15996, 15484, 14972, 14460, 13948, 13436, 12924, 12412, 11900, 11388, 10876, 10364, 9852, 9340, 8828, 8316,
        7932, 7676, 7420, 7164, 6908, 6652, 6396, 6140, 5884, 5628, 5372, 5116, 4860, 4604, 4348, 4092,
        3900, 3772, 3644, 3516, 3388, 3260, 3132, 3004, 2876, 2748, 2620, 2492, 2364, 2236, 2108, 1980,
        1884, 1820, 1756, 1692, 1628, 1564, 1500, 1436, 1372, 1308, 1244, 1180, 1116, 1052, 988, 924,
        876, 844, 812, 780, 748, 716, 684, 652, 620, 588, 556, 524, 492, 460, 428, 396,
        372, 356, 340, 324, 308, 292, 276, 260, 244, 228, 212, 196, 180, 164, 148, 132,
        120, 112, 104, 96, 88, 80, 72, 64, 56, 48, 40, 32, 24, 16, 8, 0
    };

    @Test
    void hasTheTableOfG711() {
        var codes = new byte[256];
        for (int i = 0; i < codes.length; i++) codes[i] = (byte) i;

        var samples = Sound.fromMuLaw(codes);

        for (int i = 0; i < POSITIVE.length; i++) {
            assertThat(samples[128 + i]).as("code %d", 128 + i).isEqualTo(POSITIVE[i]);
            assertThat(samples[i]).as("code %d", i).isEqualTo((short) -POSITIVE[i]);
        }
    }

    @Test
    void hasTheLowByteFirst() {
        var samples = new short[] {1, -2, 0x1234};

        assertThat(Sound.littleEndian(samples)).isEqualTo(HexFormat.of().parseHex("0100feff3412"));
        assertThat(Sound.fromLittleEndian(Sound.littleEndian(samples))).isEqualTo(samples);
    }

    @Test
    void hasFloatsOfAtMostOne() {
        // 0.0, 0.5, -1.0 of IEEE 754, the low byte first
        assertThat(Sound.floats(new short[] {0, 16_384, Short.MIN_VALUE}))
                .isEqualTo(HexFormat.of().parseHex("000000000000003f000080bf"));
    }

    @Test
    void doublesToTheSameTone() {
        var doubled = new Sound.Doubling().doubled(tone(8_000, 800));

        assertThat(doubled).hasSize(1_600);
        var expected = tone(16_000, 1_600);
        for (int i = 100; i < 1_500; i++) // it is two samples late
        assertThat(doubled[i]).as("sample %d", i).isCloseTo(expected[i - 4], within((short) 60));
    }

    @Test
    void doublesInPiecesWhatItDoublesAtOnce() {
        var tone = tone(8_000, 480);
        var doubling = new Sound.Doubling();

        var first = doubling.doubled(Arrays.copyOf(tone, 7));
        var rest = doubling.doubled(Arrays.copyOfRange(tone, 7, 480));

        var both = Arrays.copyOf(first, 960);
        System.arraycopy(rest, 0, both, 14, rest.length);
        assertThat(both).isEqualTo(new Sound.Doubling().doubled(tone));
    }

    /** 500 Hz. */
    private static short[] tone(int rate, int samples) {
        var tone = new short[samples];
        for (int i = 0; i < samples; i++) tone[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * 500 * i / rate));
        return tone;
    }
}
