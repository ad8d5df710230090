package banshi.channels.conversation;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An assistant whose replies are counted and timed (计时), whoever asks: {@value #METER} by channel, act and whether it failed. Thread-safe.
 */
public final class MeasuredAssistant implements Assistant {
    /** Time of the engine for a reply, without waiting for it. */
    static final String METER = "banshi.reply";

    private static final String FAILED = "failed";

    private final Assistant assistant;
    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    /** The same assistant, measured. */
    public MeasuredAssistant(Assistant assistant, MeterRegistry meters) {
        this.assistant = assistant;
        this.meters = meters;
    }

    @Override
    public Turn reply(Dialogue dialogue, Utterance utterance) {
        var begun = Timer.start(meters);
        var act = FAILED;
        try {
            var turn = assistant.reply(dialogue, utterance);
            act = Told.of(turn.reply()).act();
            return turn;
        } finally {
            begun.stop(timers.computeIfAbsent(new Kind(utterance.channel(), act), this::timer));
        }
    }

    /** What is timed apart. */
    private record Kind(Utterance.Channel channel, String act) {}

    private Timer timer(Kind kind) {
        return Timer.builder(METER)
                .description("Time of the engine for a reply, by channel and act")
                .tag("channel", kind.channel().name().toLowerCase(Locale.ROOT))
                .tag("act", kind.act())
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5))
                .register(meters);
    }
}
