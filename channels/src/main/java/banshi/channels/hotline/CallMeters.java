package banshi.channels.hotline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What an operator may want to know of calls (通话指标). Thread-safe. */
final class CallMeters {
    private final MeterRegistry meters;
    private final Timer suggestion;
    private final Counter failures;

    CallMeters(MeterRegistry meters) {
        this.meters = meters;
        suggestion = Timer.builder("banshi.calls.suggestion")
                .description(
                        "From an utterance's arrival to its cards on the wire; of a partial, from when it was still for long enough")
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofMillis(1500))
                .register(meters);
        failures = Counter.builder("banshi.calls.hearing.failed")
                .description("Utterances of which nothing could be made")
                .register(meters);
    }

    /** @param outcome kept, known or wrong */
    void event(CallEvent event, String outcome) {
        var kind = switch (event) {
            case CallEvent.Started _ -> "started";
            case CallEvent.Transcript said -> said.isFinal() ? "final" : "partial";
            case CallEvent.Ended _ -> "ended";
            case CallEvent.Wrong _ -> "unreadable";
        };
        Counter.builder("banshi.calls.events")
                .description("Events of calls, by kind and by what became of them")
                .tag("kind", kind)
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }

    void suggested(long sinceNanos) {
        suggestion.record(Duration.ofNanos(System.nanoTime() - sinceNanos));
    }

    void hearingFailed() {
        failures.increment();
    }

    MeterRegistry registry() {
        return meters;
    }
}
