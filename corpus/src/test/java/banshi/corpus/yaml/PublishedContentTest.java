package banshi.corpus.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.Phrasing;
import banshi.corpus.Topic;
import banshi.corpus.statistics.CorpusStatistics;
import banshi.corpus.statistics.Variety;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The content in this repository is fit to be published, is as much as was promised, and its questions are varied. */
class PublishedContentTest {
    /** The matters whose deciding questions were worked out before (情形引导). */
    private static final List<String> WITH_SITUATIONS = List.of(
            "huji-birth-registration",
            "jdc-transfer",
            "jsz-renew",
            "zm-no-crime",
            "huji-name-change",
            "huji-luohu-talent",
            "juzhu-permit-apply",
            "crj-hkm-visa-tourism",
            "idcard-first",
            "idcard-renew",
            "idcard-reissue",
            "huji-hukoubu-reissue",
            "huji-cancel-death",
            "crj-passport-renew",
            "crj-passport-reissue",
            "jdc-register",
            "jdc-inspection",
            "jsz-first",
            "jsz-full-points",
            "jtgl-violation-handle",
            "jtgl-ebike-register",
            "hd-large-event");

    private static CheckedContent checked;

    @BeforeAll
    static void read() {
        checked = ContentReader.read(Path.of("content"), LocalDate.now());
    }

    private static Content content() {
        return ((CheckedContent.Sound) checked).content();
    }

    @Test
    void hasNoErrors() {
        assertThat(checked.complaints().stream().filter(c -> c.severity() == Complaint.Severity.ERROR))
                .isEmpty();
        assertThat(checked).isInstanceOf(CheckedContent.Sound.class);
    }

    @Test
    void coversTheCatalogueOfMatters() {
        assertThat(content().matters()).hasSizeGreaterThanOrEqualTo(121);
        assertThat(content().catalogue()).isEmpty();
        assertThat(content().bundles()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(content().templates()).hasSizeGreaterThanOrEqualTo(1000);
        assertThat(content().terms()).hasSizeGreaterThanOrEqualTo(1500);
    }

    @Test
    void asksWhatDecidesWhereItIsKnown() {
        var asking = content().matters().stream()
                .filter(m -> m.situations().size() >= 3)
                .map(m -> m.id().value());

        assertThat(asking).containsAll(WITH_SITUATIONS);
    }

    @Test
    void knowsWhoHandlesWhatIsNotOurs() {
        assertThat(content().topics().stream().filter(t -> t.act() == Topic.Act.DECLINE))
                .hasSizeGreaterThanOrEqualTo(60);
        assertThat(content().topics())
                .allSatisfy(t -> assertThat(t.says()).as(t.name()).hasSizeGreaterThanOrEqualTo(10));
    }

    @Test
    void hasVariedQuestions() {
        var variety = Variety.of(content());

        assertThat(content().phrasings()).hasSizeGreaterThanOrEqualTo(11_000);
        assertThat(variety.sameButForNames()).isLessThan(0.08);
        assertThat(variety.openingShare()).as(variety.opening()).isLessThan(0.03);
        assertThat(variety.nearest()).isGreaterThanOrEqualTo(0.5);
        assertThat(variety.styles()).hasSize(Phrasing.Style.values().length);
        // 15 % of what was there before 4,000 first words came, which are colloquial by nature: some 6,000 of each
        assertThat(variety.styles().get(Phrasing.Style.EUPHEMISM)).isGreaterThanOrEqualTo(0.135);
        assertThat(variety.styles().get(Phrasing.Style.LONG)).isGreaterThanOrEqualTo(0.135);
    }

    @Test
    void countsAddUp() {
        var statistics = CorpusStatistics.of(content(), LocalDate.now());

        assertThat(statistics.byCategory().stream()
                        .mapToLong(CorpusStatistics.Row::templates)
                        .sum())
                .isEqualTo(statistics.total().templates())
                .isEqualTo(content().templates().size());
        assertThat(statistics.byAspect().stream()
                        .mapToLong(CorpusStatistics.Row::questions)
                        .sum())
                .isEqualTo(statistics.total().questions())
                .isEqualTo(content().phrasings().size());
        assertThat(statistics.byCategory())
                .extracting(CorpusStatistics.Row::name)
                .doesNotHaveDuplicates();
        assertThat(statistics.total().unsure())
                .as("what is not confirmed is counted")
                .isEqualTo(content().matters().stream()
                        .mapToLong(PublishedContentTest::unsure)
                        .sum());
    }

    private static long unsure(Matter matter) {
        return ContentJson.mapper().<tools.jackson.databind.JsonNode>valueToTree(matter).findValues("unsure").stream()
                .filter(n -> n.asBoolean())
                .count();
    }
}
