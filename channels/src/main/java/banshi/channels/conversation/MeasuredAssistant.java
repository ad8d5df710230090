package banshi.channels.conversation;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/**
 * An assistant whose replies are counted and timed (计时), whoever asks: {@value #METER} by channel, act and whether it failed. Thread-safe.
 */
public final class MeasuredAssistant implements Assistant {
    /** Time of the engine for a reply, without waiting for it. */
    static final String METER = "banshi.reply";

    private static final String FAILED = "failed";

    private final Assistant assistant;
    private final MeterRegistry meters;

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
            begun.stop(timer(utterance.channel(), act));
        }
    }

    private Timer timer(Utterance.Channel channel, String act) {
        return Timer.builder(METER)
                .description("Time of the engine for a reply, by channel and act")
                .tag("channel", channel.name().toLowerCase(Locale.ROOT))
                .tag("act", act)
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
