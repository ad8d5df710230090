package banshi.channels.wechat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts for operators what became of answers and of notices (统计); nothing of any citizen. Thread-safe. */
final class Tally {
    /** Messages to citizens, by way. */
    static final String ANSWERED = "banshi.wechat.answered";

    /** What WeChat tells of messages that it took earlier, by kind and status. */
    static final String REPORTED = "banshi.wechat.reported";

    /** Notices that programs sent, by what became of them. */
    static final String NOTICED = "banshi.wechat.noticed";

    private final MeterRegistry meters;

    Tally(MeterRegistry meters) {
        this.meters = meters;
        for (var way : Way.values()) counter(way); // there from the start, at none
    }

    /** How what we say leaves. */
    enum Way {
        /** In the response to a post. */
        PASSIVE,
        /** As a customer-service message that WeChat took. */
        PUSHED,
        /** As a link, for want of the answer itself. */
        LINK,
        /** Not now. */
        KEPT
    }

    void answered(Way way) {
        counter(way).increment();
    }

    void reported(Inbound.Report report) {
        for (var status : report.statuses())
            Counter.builder(REPORTED)
                    .description("What WeChat reports of messages sent earlier and of consents to them")
                    .tag("kind", report.kind())
                    .tag("status", tag(status))
                    .register(meters)
                    .increment();
    }

    void noticed(Delivery delivery) {
        var became = switch (delivery) {
            case Delivery.Sent _ -> "sent";
            case Delivery.Later _ -> "later";
            case Delivery.Closed _ -> "closed";
            case Delivery.Refused _ -> "refused";
        };
        Counter.builder(NOTICED)
                .description("What became of notices that programs sent to citizens")
                .tag("delivery", became)
                .register(meters)
                .increment();
    }

    private Counter counter(Way way) {
        return Counter.builder(ANSWERED)
                .description("What was said to citizens on WeChat, or kept for them")
                .tag("way", tag(way))
                .register(meters);
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
