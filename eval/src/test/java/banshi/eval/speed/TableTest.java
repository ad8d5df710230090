package banshi.eval.speed;

import static banshi.eval.speed.Table.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void refusesRowsOfAnotherLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of(cell("x")))))
                .withMessageContaining("1 cells")
                .withMessageContaining("2 columns");
    }

    @Test
    void tellsNumbersFromWords() {
        var table = new Table(
                List.of("word", "number"),
                List.of(List.of(cell("x"), cell(1_234.56, 1)), List.of(cell("y"), cell(Double.NaN, 1))));

        assertThat(table.isNumeric(0)).isFalse();
        assertThat(table.isNumeric(1)).isTrue();
        assertThat(table.rows().get(0).get(1).text()).isEqualTo("1,234.6");
        assertThat(table.rows().get(1).get(1).text()).isEqualTo("–");
    }
}
