package banshi.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointCoverageTest {
    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource({
        "借书证丢在公交车上, 借书证丢失, true",
        "借书证, 询问借书证如何办理, true", // what says nothing does not count
        "甲乙, 甲乙丙丁, true", // just half
        "甲, 甲乙丙丁, false",
        "甲, 甲甲甲甲乙, true", // each letter once
        "路灯坏了, 借书证丢失, false",
        "'', 借书证丢失, false",
        "ＡＢＣ, abc, true", // as the assistant reads it
    })
    void aPointIsThereWhereHalfOfItsLettersAre(String summary, String point, boolean there) {
        assertThat(PointCoverage.has(summary, point)).isEqualTo(there);
    }

    @Test
    void aPointThatSaysNothingIsNeverMissing() {
        assertThat(PointCoverage.has("", "来电人咨询，是否需要办理")).isTrue();
        assertThat(PointCoverage.has("", "")).isTrue();
    }

    @Test
    void tellsThePointsInOrder() {
        assertThat(PointCoverage.of("借书证丢了", List.of("路灯坏", "借书证丢失"))).containsExactly(false, true);
        assertThat(PointCoverage.of("借书证丢了", List.of())).isEmpty();
    }
}
