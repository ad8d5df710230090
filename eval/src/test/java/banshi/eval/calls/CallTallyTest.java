package banshi.eval.calls;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.eval.speed.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallTallyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private long now;
    private final CallTally tally = new CallTally(() -> now);

    /** A caller's utterance whose card comes after so long. */
    private void answered(String call, int seq, long millis) {
        tally.sent(call, "u" + seq, seq, true);
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        tally.suggested(call, "u" + seq);
    }

    private String cell(String column) {
        var table = CallsPart.section(tally, MINUTE, 512).table();
        return table.rows().getFirst().get(table.columns().indexOf(column)).text();
    }

    private List<Boolean> met() {
        return CallsPart.section(tally, MINUTE, 512).targets().stream()
                .map(Target::met)
                .toList();
    }

    @Test
    void tellsThePercentilesOfWhatWasMeasured() {
        tally.measure(true);
        for (int i = 1; i <= 100; i++) answered("c", i, i);
        assertThat(cell("p50 ms")).isEqualTo("50");
        assertThat(cell("p95 ms")).isEqualTo("95");
        assertThat(cell("p99 ms")).isEqualTo("99");
        assertThat(cell("slowest ms")).isEqualTo("100");
        assertThat(cell("cards")).isEqualTo("100");
    }

    @Test
    void asksForAHundredMillisecondsInNinetyFiveOfAHundred() {
        tally.measure(true);
        for (int i = 1; i <= 95; i++) answered("c", i, 100);
        for (int i = 96; i <= 100; i++) answered("c", i, 900);
        tally.kept("c", 100);
        assertThat(met()).containsExactly(true, true);
        answered("c", 101, 900);
        tally.kept("c", 101);
        assertThat(met()).containsExactly(false, true);
    }

    @Test
    void doesNotCountTheWarmUp() {
        answered("c", 1, 5_000);
        tally.sent("c", "u2", 2, true);
        assertThat(tally.events()).isZero();
        tally.measure(true);
        now += TimeUnit.MILLISECONDS.toNanos(7);
        tally.suggested("c", "u2");
        answered("c", 3, 9);
        assertThat(tally.events()).isEqualTo(1);
        assertThat(tally.nanos()).containsExactly(7_000_000, 9_000_000);
    }

    @Test
    void countsTheFirstCardOfAnUtteranceOnly() {
        tally.measure(true);
        answered("c", 1, 10);
        now += 1_000_000;
        tally.suggested("c", "u1");
        tally.suggested("another call", "u1");
        assertThat(tally.nanos()).containsExactly(10_000_000);
    }

    @Test
    void waitsForNoCardOfPartialsAndOfAgents() {
        tally.measure(true);
        tally.sent("c", "u1", 1, false);
        tally.suggested("c", "u1");
        assertThat(tally.nanos()).isEmpty();
        assertThat(tally.events()).isEqualTo(1);
    }

    @Test
    void countsCallsOfWhichSomethingWasNotAcknowledged() {
        tally.sent("all", "u1", 1, true);
        tally.sent("all", "u2", 2, false);
        tally.kept("all", 2);
        tally.kept("all", 1); // an older one that comes late takes nothing back
        tally.sent("part", "u1", 1, true);
        tally.sent("part", "u2", 2, true);
        tally.kept("part", 1);
        tally.sent("nothing", "u1", 1, true);
        assertThat(tally.calls()).isEqualTo(3);
        assertThat(tally.unacknowledged()).isEqualTo(2);
        assertThat(cell("not acknowledged")).isEqualTo("2");
        assertThat(met()).containsExactly(true, false);
    }

    @Test
    void aFaultIsNotPassedOver() {
        tally.fault();
        assertThat(cell("faults")).isEqualTo("1");
        assertThat(met()).containsExactly(true, false);
    }

    @Test
    void countsEventsByTheSecond() {
        tally.measure(true);
        for (int i = 1; i <= 120; i++) tally.sent("c", "u", i, false);
        assertThat(cell("events/s")).isEqualTo("2");
    }
}
