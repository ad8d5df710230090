package banshi.channels.accounts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    /** RFC 6238, appendix B, SHA-1. */
    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void showsTheCodesOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(second), 8)).isEqualTo(code);
    }

    @ParameterizedTest(name = "shown {0} s later")
    @CsvSource({"-30, true", "0, true", "30, true", "-61, false", "61, false"})
    void countsForHalfAMinuteBeforeAndAfterItsTime(long later, boolean counts) {
        var code = Totp.code(SECRET, Totp.step(1_111_111_109), 6);

        assertThat(Totp.shown(SECRET, code, 1_111_111_109 + later, 0).isPresent())
                .isEqualTo(counts);
    }

    @Test
    void countsOnce() {
        long now = 1_111_111_109;
        var code = Totp.code(SECRET, Totp.step(now), 6);
        var step = Totp.shown(SECRET, code, now, 0).orElseThrow();

        assertThat(step).isEqualTo(Totp.step(now));
        assertThat(Totp.shown(SECRET, code, now, step)).isEmpty();
        assertThat(Totp.shown(SECRET, "", now, 0)).isEmpty();
    }

    /** RFC 4648, section 10. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void writesSecretsInBase32(String plain, String written) {
        assertThat(Totp.base32(plain.getBytes(US_ASCII))).isEqualTo(written);
    }

    @Test
    void tellsADeviceWhatItNeeds() {
        assertThat(Totp.address("办事", "li.ming", SECRET))
                .isEqualTo("otpauth://totp/%E5%8A%9E%E4%BA%8B:li.ming?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=%E5%8A%9E%E4%BA%8B&algorithm=SHA1&digits=6&period=30");
    }
}
