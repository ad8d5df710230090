package banshi.channels.wecom;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts for operators what came and what became of our calls (统计); nothing of any citizen. Thread-safe. */
final class Tally {
    /** Messages and events that were fetched, by what became of them. */
    static final String RECEIVED = "banshi.wecom.received";

    /** Calls of WeCom's interface, by path and outcome. */
    static final String CALLS = "banshi.wecom.calls";

    private final MeterRegistry meters;

    Tally(MeterRegistry meters) {
        this.meters = meters;
        for (var as : As.values()) counter(as); // there from the start, at none
    }

    /** What became of a message. */
    enum As {
        /** Went to the assistant. */
        QUESTION,
        /** Got words of ours. */
        REMARK,
        WELCOME,
        /** Left to the account's own staff, who have the conversation. */
        STAFF,
        /** Had come before. */
        REPEATED,
        /** Too old to be answered. */
        LATE,
        /** A message that we sent did not reach the citizen. */
        UNDELIVERED,
        /** Nothing to us. */
        NOTICE
    }

    /** How a call ended, after all attempts. */
    enum Outcome {
        TAKEN,
        REFUSED,
        FAILED
    }

    void received(As as) {
        counter(as).increment();
    }

    void called(String path, Outcome outcome) {
        Counter.builder(CALLS)
                .description("Calls of WeCom's interface, after all attempts")
                .tag("call", path)
                .tag("outcome", tag(outcome))
                .register(meters)
                .increment();
    }

    private Counter counter(As as) {
        return Counter.builder(RECEIVED)
                .description("Messages and events of WeCom customer service")
                .tag("as", tag(as))
                .register(meters);
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
