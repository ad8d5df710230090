package banshi.channels.conversation;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Stage;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.answer.AllowedOnly;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An assistant whose replies are counted and timed (计时), whoever asks: {@value #METER} by channel, act and whether it failed, and {@value #STAGE_METER} by
 * stage. Thread-safe; costs about a microsecond a reply.
 */
public final class MeasuredAssistant implements Assistant {
    /** Time of the engine for a reply, without waiting for it. */
    public static final String METER = "banshi.reply";

    /** Time of a stage in one reply, however often it came in it; none for a reply that did without. */
    static final String STAGE_METER = "banshi.stage";

    /** Replies out of which an address or a number was taken that is not on the allow-list. */
    static final String SHORTENED_METER = "banshi.reply.shortened";

    private static final Logger LOG = LoggerFactory.getLogger(MeasuredAssistant.class);

    /** The act of a reply that came to nothing. */
    public static final String FAILED = "failed";

    private static final Duration[] REPLY_BUCKETS = millis(1, 5, 10, 25, 50, 100, 500, 5000);
    private static final Duration[] STAGE_BUCKETS =
            micros(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000);

    private final Assistant assistant;
    private final MeterRegistry meters;
    private final ReplyTraces traces;
    private final LongSupplier clock;
    private final Counter shortened;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Stage, Timer> stageTimers = new EnumMap<>(Stage.class);

    /** The same assistant, measured. */
    public MeasuredAssistant(Assistant assistant, MeterRegistry meters) {
        this(assistant, meters, ReplyTraces.NONE);
    }

    /** The same assistant, measured and traced. */
    public MeasuredAssistant(Assistant assistant, MeterRegistry meters, ReplyTraces traces) {
        this.assistant = assistant;
        this.meters = meters;
        this.traces = traces;
        shortened = Counter.builder(SHORTENED_METER)
                .description("Replies out of which an address or a number was taken that is not on the allow-list")
                .register(meters);
        clock = meters.config().clock()::monotonicTime;
        for (var stage : Stage.values()) stageTimers.put(stage, stageTimer(stage)); // there from the start, at none
    }

    @Override
    public Turn reply(Dialogue dialogue, Utterance utterance) {
        var laps = new Laps(clock);
        var act = FAILED;
        try {
            var turn = Stage.watched(laps, () -> assistant.reply(dialogue, utterance));
            act = Told.of(turn.reply()).act();
            if (AllowedOnly.isShortened(turn.reply())) shortened(turn);
            return turn;
        } finally {
            laps.end();
            timers.computeIfAbsent(new Kind(utterance.channel(), act), this::timer)
                    .record(laps.whole(), TimeUnit.NANOSECONDS);
            stageTimers.forEach((stage, timer) -> {
                if (laps.had(stage)) timer.record(laps.of(stage), TimeUnit.NANOSECONDS);
            });
            traces.made(utterance.channel(), act, laps);
        }
    }

    private void shortened(Turn turn) {
        shortened.increment();
        LOG.error(
                "release {} made a reply with an address or a number that is not on the allow-list; it was left out: template {}",
                turn.release(),
                Told.of(turn.reply()).template());
    }

    /** What is timed apart. */
    private record Kind(Utterance.Channel channel, String act) {}

    private Timer timer(Kind kind) {
        return Timer.builder(METER)
                .description("Time of the engine for a reply, by channel and act")
                .tag("channel", kind.channel().name().toLowerCase(Locale.ROOT))
                .tag("act", kind.act())
                .serviceLevelObjectives(REPLY_BUCKETS)
                .register(meters);
    }

    private Timer stageTimer(Stage stage) {
        return Timer.builder(STAGE_METER)
                .description("Time of a stage in a reply that needed it")
                .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(STAGE_BUCKETS)
                .register(meters);
    }

    private static Duration[] millis(long... millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private static Duration[] micros(long... micros) {
        return LongStream.of(micros).mapToObj(m -> Duration.ofNanos(1_000 * m)).toArray(Duration[]::new);
    }
}
