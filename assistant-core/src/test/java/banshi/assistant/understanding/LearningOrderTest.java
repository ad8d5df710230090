package banshi.assistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningOrderTest {
    private static final List<String> TEXTS =
            IntStream.range(0, 200).mapToObj(i -> "第" + i + "句").toList();

    private static List<String> pass(List<String> texts, int pass) {
        return IntStream.of(LearningOrder.of(texts).of(pass))
                .mapToObj(texts::get)
                .toList();
    }

    @Test
    void hasEachExampleOnceInEveryPass() {
        for (int pass = 0; pass < 6; pass++) assertThat(pass(TEXTS, pass)).containsExactlyInAnyOrderElementsOf(TEXTS);
    }

    @Test
    void isAnotherOneInEveryPassAndNotTheOneGiven() {
        assertThat(List.of(pass(TEXTS, 0), pass(TEXTS, 1), pass(TEXTS, 2), TEXTS))
                .doesNotHaveDuplicates();
    }

    @Test
    void isNotMovedByOneMore() {
        var more = new ArrayList<>(TEXTS);
        more.add(70, "新来的一句");
        for (int pass = 0; pass < 6; pass++) {
            var order = new ArrayList<>(pass(more, pass));
            order.remove("新来的一句");
            assertThat(order).isEqualTo(pass(TEXTS, pass));
        }
    }

    @Test
    void keepsExamplesOfOneTextAsGiven() {
        assertThat(LearningOrder.of(List.of("一样", "一样", "一样")).of(3)).containsExactly(0, 1, 2);
    }
}
