package banshi.eval.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.assistant.language.Reader;
import banshi.eval.SmallRelease;
import banshi.eval.metrics.Latency;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Target;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthPartTest {
    private static final Reader READER = new Reader(List.of());

    @Test
    void searchesAFewAndMore() throws Exception {
        var setting = new Setting(
                SmallRelease.folder(),
                null,
                null,
                ".*",
                0,
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                List.of(50, 200),
                said -> {});

        var section = new GrowthPart().measure(setting).getFirst();

        assertThat(section.table().rows())
                .extracting(row -> row.getFirst().text())
                .containsExactly("50", "200");
        assertThat(section.table().rows())
                .allSatisfy(row -> assertThat(row).extracting(c -> c.text()).doesNotContain("–"));
        assertThat(section.targets())
                .singleElement()
                .satisfies(t -> assertThat(t.asked()).contains("200 passages", "4 × that with 50"));
    }

    @Test
    void asksForNoMoreThanFourTimesTheTime() {
        assertThat(GrowthPart.section(List.of(grown(1_000, 1), grown(1_000_000, 4)), 10)
                        .targets())
                .extracting(Target::met)
                .containsExactly(true);
        assertThat(GrowthPart.section(List.of(grown(1_000, 1), grown(100_000, 1), grown(1_000_000, 5)), 10)
                        .targets())
                .extracting(Target::line)
                .containsExactly("search p99 with 1,000,000 passages at most 4 × that with 1,000: 5.0 ×, missed");
        assertThat(GrowthPart.section(List.of(grown(1_000, 1)), 10).targets()).isEmpty();
    }

    private static GrowthPart.Grown grown(int passages, int millis) {
        return new GrowthPart.Grown(
                passages, Duration.ofSeconds(1), 3, Latency.of(new long[] {millis * 1_000_000L}), null);
    }

    @Test
    void makesAsManyDifferentPassagesAsWanted() {
        var phrasings = List.of("身份证丢了", "户口本丢了", "护照过期", "居住证签注", "驾照换证", "落户材料", "改名");
        var passages = new GrownPassages(READER, phrasings, 7 * 1_001);

        assertThat(IntStream.range(0, passages.size()).mapToObj(passages::text))
                .doesNotHaveDuplicates()
                .allMatch(text -> phrasings.stream().anyMatch(text::endsWith));
        assertThat(IntStream.range(0, 7).mapToObj(passages::text))
                .as("first the phrasings themselves")
                .containsExactlyInAnyOrderElementsOf(phrasings);
        assertThat(passages.get(3).ordinal()).isEqualTo(3);
        assertThat(passages.get(3).question().text()).isEqualTo(passages.text(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GrownPassages(READER, phrasings, 7 * 1_001 + 1))
                .withMessageContaining("at most 7007");
    }
}
