package banshi.eval.metrics;

import static banshi.eval.metrics.Results.replied;
import static banshi.eval.metrics.Results.single;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.cases.Act;
import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import banshi.assistant.cases.SingleResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {
    private final Confusion confusion = Confusion.of(List.of(
            taken("hj-birth", "hj-birth"),
            taken("hj-birth", "crj-passport"),
            taken("hj-move", "hj-birth"),
            taken("hj-move", "hj-birth"),
            taken("hj-move", "n"), // right too
            single("crj-passport", "a", "plain", "f", new Response.Failed("x"))));

    @Test
    void listsTheMostFrequentMistakesFirst() {
        assertThat(confusion.mistakes())
                .containsExactly(
                        new Confusion.Mistake("hj-move", "hj-birth", 2, "问"),
                        new Confusion.Mistake("hj-birth", "crj-passport", 1, "问"));
    }

    @Test
    void countsByCategoryWithOneColumnForNoCandidateAtAll() {
        assertThat(confusion.categories()).containsExactly("crj", "hj");
        assertThat(confusion.counts()).containsExactly(List.of(0, 0, 1), List.of(1, 4, 0));
    }

    @Test
    void isEmptyWithoutCases() {
        var none = Confusion.of(List.of());

        assertThat(none.mistakes()).isEmpty();
        assertThat(none.categories()).isEmpty();
    }

    private static SingleResult taken(String gold, String best) {
        return single(
                gold,
                "a",
                "plain",
                "f",
                replied(Act.DECLINE, Pair.of(best, best.equals("n") ? "b" : "a"), .5, List.of()));
    }
}
