package banshi.channels.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Application;
import banshi.channels.fuzz.Fuzz;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever stands in a guided application's address, it is refused or it is ours; it never fails. */
class GuideFuzzTest {
    private static final GuideSecret SECRET = GuideSecret.random();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final GuideToken TOKEN = new GuideToken(
            new Application(new MatterId("huji-hukoubu-reissue"), new Circumstances(Map.of("who", "agent"))),
            "r-1",
            DAY);
    private static final List<String> PIECES =
            List.of("\n", ",", "=", "zzzzzzzzzzzzz", "-", "1\n", "\0", "户", "=".repeat(50), "a=b,");

    @Test
    void tokens() {
        var sound = TOKEN.sealed(SECRET);
        Fuzz.again("guide tokens", random -> {
            var spoilt = Fuzz.spoilt(sound, PIECES, random);
            var opened = GuideToken.open(spoilt, SECRET, DAY);
            // the last letter of Base64 has bits that say nothing
            if (!(opened instanceof GuideToken.Opened.Refused))
                assertThat(opened).as(spoilt).isEqualTo(new GuideToken.Opened.Good(TOKEN));
        });
    }

    /** Signed by us, whatever it says: a program of another day may have done so. */
    @Test
    void signedTexts() {
        var sealed = Base64.getUrlDecoder().decode(TOKEN.sealed(SECRET));
        var sound = Arrays.copyOf(sealed, sealed.length - GuideSecret.SIGNATURE);
        Fuzz.again("guide texts", random -> {
            var what = Fuzz.spoilt(sound, PIECES, random);
            var signature = SECRET.signature(what);
            var bytes = Arrays.copyOf(what, what.length + signature.length);
            System.arraycopy(signature, 0, bytes, what.length, signature.length);
            var opened = GuideToken.open(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), SECRET, DAY);
            assertThat(opened).as(new String(what, UTF_8)).isNotNull();
        });
    }
}
