package banshi.channels.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.assistant.Application;
import banshi.channels.guide.GuideToken.Opened;
import banshi.channels.guide.GuideToken.Reason;
import banshi.channels.privacy.Secret;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuideTokenTest {
    private static final GuideSecret SECRET = new GuideSecret("a secret of the test and of nobody else");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final GuideToken TOKEN = token(Map.of("who", "agent"));

    private static GuideToken token(Map<String, String> known) {
        return new GuideToken(
                new Application(new MatterId("huji-hukoubu-reissue"), new Circumstances(known)), "r-35d4451d57bb", DAY);
    }

    @Test
    void givesBackWhatWasPutIn() {
        for (var known : java.util.List.of(Map.<String, String>of(), Map.of("who", "agent"), sixCircumstances()))
            assertThat(GuideToken.open(token(known).sealed(SECRET), SECRET, DAY))
                    .isEqualTo(new Opened.Good(token(known)));
    }

    @Test
    void isGoodAfterARestartOfTheSameInstallation() {
        var before = GuideSecret.of(new Secret("0123456789abcdef0123456789abcdef").keyFor("guides"));
        var after = GuideSecret.of(new Secret("0123456789abcdef0123456789abcdef").keyFor("guides"));

        assertThat(GuideToken.open(TOKEN.sealed(before), after, DAY)).isEqualTo(new Opened.Good(TOKEN));
    }

    @Test
    void fitsIntoAnAddress() {
        var sealed = token(sixCircumstances()).sealed(SECRET);

        assertThat(sealed).matches("[A-Za-z0-9_-]+").hasSizeLessThan(400);
        assertThat(TOKEN.sealed(SECRET)).hasSizeLessThan(200);
    }

    @ParameterizedTest(name = "good until {0} days after: {1}")
    @CsvSource({"-1, true", "0, true", "1, false", "400, false"})
    void isOverAfterItsLastDay(int days, boolean good) {
        var opened = GuideToken.open(TOKEN.sealed(SECRET), SECRET, DAY.plusDays(days));

        assertThat(opened).isEqualTo(good ? new Opened.Good(TOKEN) : new Opened.Refused(Reason.EXPIRED));
    }

    @Test
    void isForgedWhereAnythingWasChanged() {
        var bytes = Base64.getUrlDecoder().decode(TOKEN.sealed(SECRET));
        for (int i = 0; i < bytes.length; i++) {
            var changed = bytes.clone();
            changed[i] ^= 1;
            assertThat(GuideToken.open(encoded(changed), SECRET, DAY)).isEqualTo(new Opened.Refused(Reason.FORGED));
        }
    }

    @Test
    void isRefusedWhereSomethingIsMissing() {
        var sealed = TOKEN.sealed(SECRET);
        for (int length = 0; length < sealed.length(); length++)
            assertThat(GuideToken.open(sealed.substring(0, length), SECRET, DAY))
                    .isInstanceOfSatisfying(
                            Opened.Refused.class,
                            refused -> assertThat(refused.reason()).isIn(Reason.FORGED, Reason.MALFORMED));
    }

    @Test
    void isForgedUnderAnotherSecret() {
        assertThat(GuideToken.open(TOKEN.sealed(SECRET), GuideSecret.random(), DAY))
                .isEqualTo(new Opened.Refused(Reason.FORGED));
    }

    @Test
    void isOfAnotherVersionThoughWeHaveSignedIt() {
        assertThat(GuideToken.open(signed("2\nfif\nr-1\nidcard-renew\nnew"), SECRET, DAY))
                .isEqualTo(new Opened.Refused(Reason.VERSION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "1\nx", "1\n!!\nr\nm\n", "1\nzzz\nr\n\n", "1\nzzzzzzzzzzzz\nr\nm\n", "1\nzzz\nr\nm\n\n"})
    void isMalformedThoughWeHaveSignedIt(String text) {
        assertThat(GuideToken.open(signed(text), SECRET, DAY)).isEqualTo(new Opened.Refused(Reason.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "%%%", "../../etc/passwd", "户口", "AAAA", "<script>"})
    void isMalformedWhateverElseItIs(String sealed) {
        assertThat(GuideToken.open(sealed, SECRET, DAY)).isEqualTo(new Opened.Refused(Reason.MALFORMED));
        assertThat(GuideToken.open("A".repeat(100_000), SECRET, DAY)).isEqualTo(new Opened.Refused(Reason.MALFORMED));
    }

    @Test
    void aSecretIsLongAndNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuideSecret("short-and-secret"))
                .withMessageContaining("banshi.guide.secret")
                .withMessageNotContaining("short-and-secret");
        assertThat(SECRET.toString()).isEqualTo("GuideSecret");
        assertThat(new GuideSettings("s3cr3t", null).toString()).doesNotContain("s3cr3t");
    }

    private static Map<String, String> sixCircumstances() {
        var known = new LinkedHashMap<String, String>();
        for (int i = 1; i <= 6; i++) known.put("situation-" + i, "option-number-" + i);
        return known;
    }

    private static String signed(String text) {
        var what = text.getBytes(UTF_8);
        var signature = SECRET.signature(what);
        var bytes = Arrays.copyOf(what, what.length + signature.length);
        System.arraycopy(signature, 0, bytes, what.length, signature.length);
        return encoded(bytes);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
