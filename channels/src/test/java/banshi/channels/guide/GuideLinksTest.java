package banshi.channels.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.assistant.Application;
import banshi.assistant.Block;
import banshi.assistant.Dialogue;
import banshi.assistant.Guide;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.channels.guide.GuideLinks.Followed;
import banshi.corpus.MatterId;
import banshi.corpus.TopicId;
import banshi.graph.Circumstances;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuideLinksTest {
    private static final GuideSecret SECRET = GuideSecret.random();
    private static final MatterId MATTER = new MatterId("idcard-renew");
    private static final Application APPLICATION = new Application(MATTER, new Circumstances(Map.of("who", "self")));
    private static final Guide GUIDE = new Guide(
            MATTER,
            "身份证换领",
            "",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Block.Link("甲", "https://a.test", ""),
            "r");

    private static GuideLinks at(String time, @Nullable URI publicUrl) {
        return new GuideLinks(
                (application, day) -> application.equals(APPLICATION) ? Optional.of(GUIDE) : Optional.empty(),
                SECRET,
                publicUrl,
                Clock.fixed(Instant.parse(time), ZoneId.of("Asia/Shanghai")));
    }

    private static Turn turn(@Nullable Application application) {
        var reply = new Reply.Smalltalk(new TopicId("t"), List.of(), List.of());
        return new Turn(Dialogue.NEW, reply, "r", application, false);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-11-22T15:59:00Z, true", // a minute later, the same day there
        "2026-11-23T15:58:00Z, true", // 24 hours later
        "2026-11-23T15:59:59Z, true",
        "2026-11-23T16:00:00Z, false" // the day after next there
    })
    void isGoodForADayAtLeast(String followed, boolean good) {
        var path = String.valueOf(at("2026-11-22T15:58:00Z", null).path(turn(APPLICATION)));
        var later = at(followed, null);

        assertThat(later.follow(path.substring("/guide/".length())))
                .isEqualTo(good ? new Followed.Found(GUIDE) : new Followed.Gone());
        assertThat(later.counts()).containsEntry(good ? "opened" : "expired", 1L);
    }

    @Test
    void countsWhyLinksAreNotFollowed() {
        var links = at("2026-11-22T15:58:00Z", null);
        var other = turn(new Application(new MatterId("gone"), Circumstances.NONE));
        links.follow(String.valueOf(links.path(other)).substring("/guide/".length()));
        links.follow("%%%");
        links.follow("A".repeat(100));

        assertThat(links.counts())
                .isEqualTo(
                        Map.of("opened", 0L, "gone", 1L, "malformed", 1L, "forged", 1L, "version", 0L, "expired", 0L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ask.example.test", "https://ask.example.test/"})
    void aWholeAddressBeginsWhereCitizensReachTheServer(String publicUrl) {
        assertThat(at("2026-11-22T15:58:00Z", URI.create(publicUrl))
                        .address(turn(APPLICATION))
                        .orElseThrow())
                .startsWith("https://ask.example.test/guide/");
    }

    @Test
    void thereIsNoWholeAddressWhereNobodyHasSaidIt() {
        assertThat(at("2026-11-22T15:58:00Z", null).address(turn(APPLICATION))).isEmpty();
    }

    @Test
    void thereIsNoLinkWithoutAnApplication() {
        assertThat(at("2026-11-22T15:58:00Z", null).path(turn(null))).isNull();
        assertThat(at("2026-11-22T15:58:00Z", URI.create("https://a.test")).address(turn(null)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ask.example.test", "ftp://ask.example.test", "https:/x"})
    void refusesAPublicAddressThatIsNone(URI publicUrl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuideSettings(null, publicUrl))
                .withMessageContaining("banshi.guide.public-url");
    }
}
