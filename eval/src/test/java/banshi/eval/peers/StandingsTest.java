package banshi.eval.peers;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Candidate;
import banshi.assistant.cases.Act;
import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import banshi.assistant.cases.SingleResult;
import banshi.eval.metrics.Latency;
import banshi.eval.metrics.Measurement;
import banshi.eval.metrics.ResultSet;
import banshi.eval.subject.About;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StandingsTest {
    private final Standings standings = new Standings(
            "r-1",
            7,
            3,
            new Standings.Machine(2, .5, 1.5),
            List.of(
                    measured("ours", 2, Questions.FEE, Questions.TIME, Questions.PASSPORT_FEE),
                    measured("ours-http", 4, Questions.FEE, Questions.TIME, Questions.PASSPORT_FEE),
                    measured("opensearch", 20, Questions.FEE, Questions.FEE, Questions.FEE),
                    new Standing.NotMeasured("pg_trgm", "PostgreSQL", "install it\n    from here")));

    @Test
    void showsAccuracyBesideHowOftenOnlyOneWasRight() {
        assertThat(standings.markdown().lines())
                .anySatisfy(row ->
                        assertThat(row).startsWith("| opensearch | 0.333 (").endsWith("| 2 | 0 | 0.5000 |"))
                .anySatisfy(
                        row -> assertThat(row).startsWith("| ours | 1.000 (").endsWith("|  |  |  |"));
    }

    @Test
    void showsLatencyBesideHowManyTimesOursItIs() {
        assertThat(standings.markdown().lines())
                .contains("| opensearch | 20.000 ms | 20.000 ms | 20.000 ms | 3.0 s | 10.00 / 10.00 / 10.00 |"
                        + " 5.00 / 5.00 / 5.00 |");
    }

    @Test
    void saysOnOneLineWhyAPeerWasNotMeasured() {
        assertThat(standings.markdown().lines())
                .contains("- pg_trgm: PostgreSQL — not measured: install it ⏎ from here");
    }

    @Test
    void tellsOtherProgramsTheSame() {
        var json = JsonMapper.shared().readTree(standings.json());

        assertThat(json.path("machine").path("cores").asInt()).isEqualTo(2);
        var openSearch = json.path("peers").path(2);
        assertThat(openSearch.path("forced-top1").path("value").asDouble()).isEqualTo(1 / 3.0);
        assertThat(openSearch.path("p99Millis").asDouble()).isEqualTo(20);
        assertThat(openSearch.path("onlyOursRight").asInt()).isEqualTo(2);
        assertThat(json.path("peers").path(3).path("notMeasured").asString("")).startsWith("install it");
    }

    private static Standing measured(String name, long millis, Pair... guesses) {
        var singles = Questions.asked().singles();
        var results = new ArrayList<SingleResult>();
        for (int i = 0; i < guesses.length; i++) {
            var best = new Candidate(guesses[i].matter(), guesses[i].aspect(), 1);
            results.add(new SingleResult(
                    singles.get(i),
                    new Response.Replied(
                            Act.CLARIFY, null, null, 0, List.of(best), List.of(), "", null, List.of(), null),
                    null));
        }
        var nanos = new long[guesses.length];
        java.util.Arrays.fill(nanos, millis * 1_000_000);
        var measured = Measurement.of(
                new About("r-1", null, null),
                Questions.asked().counts(),
                new ResultSet(results, List.of(), List.of(), List.of(), List.of(), List.of()));
        return new Standing.Measured(name, "a fake", Duration.ofSeconds(3), measured, Latency.of(nanos));
    }
}
