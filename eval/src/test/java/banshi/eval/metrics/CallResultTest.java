package banshi.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import banshi.assistant.cases.Act;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import banshi.eval.metrics.CallResult.Suggested;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallResultTest {
    private static final Pair FEE = Pair.of("card", "fee");

    @ParameterizedTest(name = "clear at turn {0}, suggested at turn {1}: {2}")
    @CsvSource({"2, 0, true", "2, 2, true", "2, 3, true", "2, 4, false"})
    void findsANeedNoLaterThanTheTurnAfterItBecameClear(int clearAt, int turn, boolean found) {
        var call = call(new EvalCase.Call.Need(FEE, clearAt));

        assertThat(new CallResult(call, List.of(new Suggested(turn, candidates("fee")))).found())
                .isEqualTo(found ? 1 : 0);
    }

    @Test
    void looksAtTheFirstThreeOnly() {
        var call = call(new EvalCase.Call.Need(FEE, 0));

        assertThat(new CallResult(call, List.of(new Suggested(0, candidates("a", "b", "fee")))).found())
                .isEqualTo(1);
        assertThat(new CallResult(call, List.of(new Suggested(0, candidates("a", "b", "c", "fee")))).found())
                .isZero();
        assertThat(new CallResult(call, List.of(new Suggested(0, new Response.Failed("x")))).found())
                .isZero();
    }

    @Test
    void countsNeedsAndNotCalls() {
        var two = new CallResult(
                call(new EvalCase.Call.Need(FEE, 0), new EvalCase.Call.Need(Pair.of("card", "x"), 0)),
                List.of(new Suggested(0, candidates("fee", "x"))));
        var one = new CallResult(call(new EvalCase.Call.Need(FEE, 0)), List.of(new Suggested(0, candidates("a"))));
        var none = new CallResult(call(), List.of(new Suggested(0, candidates("a")))); // not ours

        var measured = Measurement.of(
                Results.release(),
                List.of(),
                new ResultSet(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(two, one, none)));

        var recall = measured.figure("suggestion-recall@3", Group.ALL).orElseThrow();
        assertThat(recall.value()).isEqualTo(2 / 3.0, within(1e-12));
        assertThat(recall.cases()).isEqualTo(3);
        assertThat(measured.unmeasured()).singleElement().asString().contains("work_order");
    }

    private static EvalCase.Call call(EvalCase.Call.Need... needs) {
        return new EvalCase.Call(
                new EvalCase.Origin("h.jsonl", 1),
                "h",
                "plain",
                List.of(new EvalCase.Call.Said(true, "喂")),
                List.of(needs));
    }

    private static Response candidates(String... aspects) {
        return new Response.Replied(
                Act.DECLINE,
                null,
                null,
                .1,
                Arrays.stream(aspects)
                        .map(a -> Results.candidate(Pair.of("card", a), .1))
                        .toList(),
                List.of(),
                "",
                null,
                List.of(),
                null);
    }
}
