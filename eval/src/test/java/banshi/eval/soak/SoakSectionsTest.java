package banshi.eval.soak;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.eval.metrics.Latency;
import banshi.eval.speed.Section;
import banshi.eval.speed.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakSectionsTest {
    private static Soak soak(Map<String, Integer> troubles, int missing, long lost, long logged, double growth) {
        var samples = IntStream.range(0, 30)
                .mapToObj(m -> new Soak.Sample(m / 60.0, 200 + growth * m, 60, 700, 30))
                .toList();
        return new Soak(
                Duration.ofMinutes(30),
                14_400,
                Map.of("chat", Latency.of(new long[] {1_000_000, 2_000_000})),
                troubles,
                10,
                0,
                1_000,
                missing,
                lost,
                logged,
                samples);
    }

    private static List<Boolean> met(Soak soak) {
        return SoakSections.of(soak).stream()
                .map(Section::targets)
                .flatMap(List::stream)
                .map(Target::met)
                .toList();
    }

    @Test
    void meetsEverythingWhereNothingHappens() {
        assertThat(met(soak(Map.of(), 0, 0, 0, 0))).hasSize(7).containsOnly(true);
    }

    @Test
    void missesWhatWasNotAsItShouldBe() {
        assertThat(met(soak(Map.of("chat: status 500", 1), 0, 0, 0, 0))).startsWith(false, true, true);
        assertThat(met(soak(Map.of(), 1, 0, 0, 0))).startsWith(true, false, true);
        assertThat(met(soak(Map.of(), 0, 1, 0, 0))).startsWith(true, false, true);
        assertThat(met(soak(Map.of(), 0, 0, 1, 0))).startsWith(true, true, false);
        assertThat(met(soak(Map.of(), 0, 0, 0, .3))).containsExactly(true, true, true, false, true, true, true);
    }

    @Test
    void saysWhatHappened() {
        var sections = SoakSections.of(soak(Map.of("stream: status 503", 2), 3, 0, 0, 0));

        assertThat(sections.getFirst().targets())
                .extracting(Target::line)
                .anySatisfy(line -> assertThat(line).contains("stream: status 503 (2 times), missed"))
                .anySatisfy(line -> assertThat(line).contains("1,000 acknowledged, 3 missing"));
        assertThat(sections.getLast().table().rows()).hasSize(30);
    }
}
