package banshi.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FieldWeightsTest {
    @Test
    void keepTheOtherFieldsWhenOneIsTakenOut() {
        assertThat(new FieldWeights(1, 2, 3).withoutWords()).isEqualTo(new FieldWeights(0, 2, 3));
        assertThat(new FieldWeights(1, 2, 3).withoutBigrams()).isEqualTo(new FieldWeights(1, 0, 3));
        assertThat(new FieldWeights(1, 2, 3).withoutPinyin()).isEqualTo(new FieldWeights(1, 2, 0));
    }

    @Test
    void mustLeaveSomethingToSearch() {
        assertThatThrownBy(() -> new FieldWeights(0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no field is left");
        assertThatThrownBy(() -> new FieldWeights(1, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1.0; allowed: 0 or more");
        assertThatThrownBy(() -> new FieldWeights(Float.NaN, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
