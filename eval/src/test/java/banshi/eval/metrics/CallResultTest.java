package banshi.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import banshi.assistant.Choice;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.Pair;
import banshi.assistant.hotline.Suggestion;
import banshi.assistant.hotline.Suggestion.Kind;
import banshi.corpus.MatterId;
import banshi.eval.metrics.CallResult.Card;
import banshi.eval.metrics.CallResult.Drafted;
import banshi.eval.metrics.CallResult.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallResultTest {
    private static final Pair FEE = Pair.of("card", "fee");
    private static final EvalCase.Call.Order ORDER =
            new EvalCase.Call.Order("咨询", new MatterId("card"), List.of("借书证丢在公交车上", "询问补办费用"));

    @ParameterizedTest(name = "clear at turn {0}, shown at turn {1}: {2}")
    @CsvSource({"2, 0, true", "2, 2, true", "2, 3, true", "2, 4, false"})
    void findsANeedNoLaterThanTheTurnAfterItBecameClear(int clearAt, int turn, boolean found) {
        var result = result(List.of(new Shown(turn, answers("fee"))), new EvalCase.Call.Need(FEE, clearAt));

        assertThat(result.found()).isEqualTo(found ? 1 : 0);
    }

    @Test
    void looksAtTheFirstThreeCardsOnly() {
        var need = new EvalCase.Call.Need(FEE, 0);

        assertThat(result(List.of(new Shown(0, answers("a", "b", "fee"))), need).found())
                .isEqualTo(1);
        assertThat(result(List.of(new Shown(0, answers("a", "b", "c", "fee"))), need)
                        .found())
                .isZero();
    }

    @Test
    void aQuestionWhichIsMeantFindsANeedButDoesNotAnswerIt() {
        var which = new Card(Kind.ASK, "which", List.of(FEE, Pair.of("loan", "fee")), Set.of());
        var result = result(List.of(new Shown(0, List.of(which))), new EvalCase.Call.Need(FEE, 0));

        assertThat(result.found()).isEqualTo(1);
        assertThat(result.answered()).isZero();
    }

    @Test
    void countsEachFalseCardOnce() {
        var first = new Shown(0, answers("a", "fee"));
        var again = new Shown(2, answers("a"));
        var item = new Shown(3, List.of(item("card"), item("loan")));

        assertThat(result(List.of(first, again, item), new EvalCase.Call.Need(FEE, 0))
                        .falseCards())
                .extracting(Card::key)
                .containsExactly("a", "item loan");
    }

    @Test
    void whoseItIsMayBeSaidWhereNothingIsOurs() {
        var shown = List.of(new Shown(0, List.of(new Card(Kind.PHRASE, "phrase x", List.of(), Set.of()))));

        assertThat(result(shown).falseCards()).isEmpty();
        assertThat(result(shown, new EvalCase.Call.Need(FEE, 0)).falseCards()).hasSize(1);
    }

    @Test
    void theMenuBesideAMatterIsNoSuggestion() {
        var item = new Suggestion(
                Kind.ITEM,
                "item card",
                "借书证",
                "",
                "",
                List.of(),
                List.of(),
                .9,
                new MatterId("card"),
                null,
                List.of(new Choice("1", "收费", FEE.matter(), FEE.aspect())),
                List.of());

        assertThat(Card.of(item).pairs()).isEmpty();
        assertThat(Card.of(item).matters()).containsExactly(new MatterId("card"));
    }

    @Test
    void measuresNeedsCallsAndOrders() {
        var two = with(
                new Drafted("咨询", new MatterId("card"), "丢在公交车上了借书证", PointCoverage.of("丢在公交车上了借书证", ORDER.points())),
                List.of(new Shown(0, answers("fee", "x"))),
                new EvalCase.Call.Need(FEE, 0),
                new EvalCase.Call.Need(Pair.of("card", "x"), 0));
        var one = with(
                new Drafted("投诉", null, "", PointCoverage.of("", ORDER.points())),
                List.of(new Shown(0, answers("a"))),
                new EvalCase.Call.Need(FEE, 0));

        var measured = Measurement.of(
                Results.release(),
                List.of(),
                new ResultSet(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(two, one)));

        assertThat(value(measured, "suggestion-recall@3")).isEqualTo(2 / 3.0, within(1e-12));
        assertThat(value(measured, "false-suggestions")).isEqualTo(.5);
        assertThat(value(measured, "order-type")).isEqualTo(.5);
        assertThat(value(measured, "order-matter")).isEqualTo(.5);
        assertThat(value(measured, "summary-coverage")).isEqualTo(.25);
        assertThat(measured.unmeasured()).isEmpty();
    }

    @Test
    void tellsThatOrdersAreNotMeasuredWhereNoneIsDrafted() {
        var measured = Measurement.of(
                Results.release(),
                List.of(),
                new ResultSet(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(result(List.of()))));

        assertThat(measured.unmeasured()).singleElement().asString().contains("work_order");
    }

    private static double value(Measurement measured, String metric) {
        return measured.figure(metric, Group.ALL).orElseThrow().value();
    }

    private static CallResult result(List<Shown> shown, EvalCase.Call.Need... needs) {
        return with(null, shown, needs);
    }

    private static CallResult with(@Nullable Drafted drafted, List<Shown> shown, EvalCase.Call.Need... needs) {
        var call = new EvalCase.Call(
                new EvalCase.Origin("h.jsonl", 1),
                "h",
                "plain",
                List.of(new EvalCase.Call.Said(true, "喂")),
                List.of(needs),
                needs.length == 0 ? null : ORDER);
        return new CallResult(call, shown, drafted, false);
    }

    private static List<Card> answers(String... aspects) {
        return Arrays.stream(aspects)
                .map(a -> new Card(Kind.ANSWER, a, List.of(Pair.of("card", a)), Set.of(new MatterId("card"))))
                .toList();
    }

    private static Card item(String matter) {
        return new Card(Kind.ITEM, "item " + matter, List.of(), Set.of(new MatterId(matter)));
    }
}
