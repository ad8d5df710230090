package banshi.channels.records;

import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.channels.conversation.Told;
import banshi.channels.conversation.TurnLog;
import banshi.channels.privacy.Pseudonyms;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The turns of conversations (轮次记录), written behind the replies: a thread of its own takes what came within a moment, masks it, and writes it in one transaction. A citizen
 * never waits for it; where the database does not keep up or is away, turns are not kept and {@value #METER} counts them.
 */
public final class TurnRecords implements TurnLog, AutoCloseable {
    /** Turns that could not be kept. */
    static final String METER = "banshi.records.lost";

    private static final Logger LOG = LoggerFactory.getLogger(TurnRecords.class);
    private static final int MOST_WAITING = 10_000;
    private static final int TOGETHER = 500;
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final int LONGEST_SAID = 2_000;

    /** Of a reply, at most so many characters are kept. */
    public static final int LONGEST_REPLY = 1_000;

    private static final String INSERT =
            "insert into turn (id, conversation, channel, said_at, said, act, matter, aspect, template, release_id, confidence, replied)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Records records;
    private final JdbcTemplate sql;
    private final Pseudonyms pseudonyms;
    private final UnaryOperator<String> masked;
    private final Clock clock;
    private final Counter lost;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread writer;

    /** @param masked takes out of words what tells who said them */
    public TurnRecords(
            Records records, Pseudonyms pseudonyms, UnaryOperator<String> masked, Clock clock, MeterRegistry meters) {
        this.records = records;
        sql = new JdbcTemplate(records.pool());
        this.pseudonyms = pseudonyms;
        this.masked = masked;
        this.clock = clock;
        lost = Counter.builder(METER)
                .description("Turns that could not be written into the database")
                .register(meters);
        writer = Thread.ofPlatform().daemon().name("turn-records").start(this::write);
    }

    private sealed interface Waiting {
        record Taken(String conversation, String id, Instant at, Utterance utterance, Turn turn) implements Waiting {}

        record Mark(CompletableFuture<Void> reached) implements Waiting {}

        record End() implements Waiting {}
    }

    @Override
    public void taken(String conversation, String id, Utterance utterance, Turn turn) {
        if (!waiting.offer(new Waiting.Taken(conversation, id, clock.instant(), utterance, turn))) lost.increment();
    }

    /** Waits until all turns that were taken before now are written. */
    public void flush() {
        var reached = new CompletableFuture<Void>();
        try {
            waiting.put(new Waiting.Mark(reached));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while turns were being written", e);
        }
        reached.join();
    }

    /**
     * A turn as it is kept.
     *
     * @param channel as it is written: {@code web}, {@code wechat} …
     * @param said masked
     * @param confidence 0 to 1
     * @param replied as {@link #replied(Reply)} has it
     */
    public record Kept(
            String id,
            Instant at,
            String channel,
            String said,
            String act,
            @Nullable String matter,
            @Nullable String aspect,
            String template,
            String release,
            double confidence,
            String replied) {}

    /**
     * A turn and what was said right before it (一轮及其上文).
     *
     * @param before those of the same conversation, the oldest first
     */
    public record Traced(Kept turn, List<Kept> before) {
        public Traced {
            before = List.copyOf(before);
        }
    }

    private static final String SELECT =
            "select id, conversation, said_at, channel, said, act, matter, aspect, template, release_id, confidence, replied from turn";

    /**
     * The last turns of a conversation, the oldest first.
     *
     * @param conversation its pseudonym
     */
    public List<Kept> last(String conversation, int most) {
        return records.sql()
                .sql(SELECT + " where conversation = ? order by said_at desc fetch first ? rows only")
                .params(conversation, most)
                .query((row, _) -> kept(row))
                .list()
                .reversed();
    }

    /**
     * The turn of that id, with those before it; nothing where none is kept. Turns on their way into the database count as kept.
     *
     * @param most that many before it
     * @param pause between two turns, after which what was said earlier is not spoken of any more
     */
    public Optional<Traced> trace(String id, int most, Duration pause) {
        flush();
        return records.sql()
                .sql(SELECT + " where id = ?")
                .param(id)
                .query((row, _) -> traced(kept(row), row.getString("conversation"), most, pause))
                .optional();
    }

    private Traced traced(Kept turn, String conversation, int most, Duration pause) {
        var before = new ArrayList<Kept>();
        var next = turn;
        for (var earlier : records.sql()
                .sql(SELECT + " where conversation = ? and said_at < ? order by said_at desc fetch first ? rows only")
                .params(conversation, Times.of(turn.at()), most)
                .query((row, _) -> kept(row))
                .list()) {
            if (Duration.between(earlier.at(), next.at()).compareTo(pause) > 0) break;
            before.add(earlier);
            next = earlier;
        }
        return new Traced(turn, before.reversed());
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("id"),
                Times.in(row, "said_at"),
                row.getString("channel"),
                row.getString("said"),
                row.getString("act"),
                row.getString("matter"),
                row.getString("aspect"),
                row.getString("template"),
                row.getString("release_id"),
                row.getDouble("confidence"),
                row.getString("replied"));
    }

    /** What was said since then, masked as it is kept, each once and the latest first. */
    public List<String> said(Instant since, int most) {
        return records.sql()
                .sql(
                        "select said from turn where said_at >= ? group by said order by max(said_at) desc fetch first ? rows only")
                .params(Times.of(since), most)
                .query((row, _) -> row.getString("said"))
                .list();
    }

    private void write() {
        boolean open = true;
        while (open) {
            List<Waiting> together;
            try {
                together = gathered();
            } catch (InterruptedException e) {
                return; // nobody interrupts it but the end of the program
            }
            keep(together.stream()
                    .filter(Waiting.Taken.class::isInstance)
                    .map(Waiting.Taken.class::cast)
                    .toList());
            for (var one : together) {
                if (one instanceof Waiting.Mark(var reached)) reached.complete(null);
                if (one instanceof Waiting.End) open = false;
            }
        }
    }

    /** What waits and what comes within a moment, as a commit costs the same for one as for many; a mark ends the moment. */
    private List<Waiting> gathered() throws InterruptedException {
        var together = new ArrayList<Waiting>();
        @Nullable Waiting next = waiting.take();
        long until = System.nanoTime() + MOMENT.toNanos();
        while (next != null) {
            together.add(next);
            if (!(next instanceof Waiting.Taken) || together.size() == TOGETHER) break;
            next = waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return together;
    }

    private void keep(List<Waiting.Taken> turns) {
        if (turns.isEmpty()) return;
        try {
            var rows = turns.stream().map(this::row).toList();
            records.together().executeWithoutResult(_ -> sql.batchUpdate(INSERT, rows));
        } catch (RuntimeException e) {
            lost.increment(turns.size());
            LOG.error(
                    "writing {} turns into the database failed: {}",
                    turns.size(),
                    e.getClass().getName());
        }
    }

    private @Nullable Object[] row(Waiting.Taken taken) {
        var turn = taken.turn();
        var told = Told.of(turn.reply());
        return new @Nullable Object[] {
            taken.id(),
            pseudonyms.of(taken.conversation()),
            taken.utterance().channel().name().toLowerCase(Locale.ROOT),
            Times.of(taken.at()),
            cut(masked.apply(taken.utterance().text()), LONGEST_SAID),
            told.act(),
            value(told.matter()),
            value(told.aspect()),
            told.template(),
            turn.release(),
            told.confidence(),
            replied(turn.reply())
        };
    }

    /** The words of a reply as they are kept: at most {@value #LONGEST_REPLY} characters. */
    public static String replied(Reply reply) {
        return cut(PlainText.of(reply.blocks()), LONGEST_REPLY);
    }

    private static @Nullable String value(@Nullable MatterId matter) {
        return matter == null ? null : matter.value();
    }

    private static @Nullable String value(@Nullable AspectId aspect) {
        return aspect == null ? null : aspect.value();
    }

    private static String cut(String words, int longest) {
        var clean = words.replace("\0", ""); // PostgreSQL takes none
        if (clean.length() <= longest) return clean;
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest);
    }

    /** Writes what waits, and no more after it. */
    @Override
    public void close() {
        try {
            waiting.put(new Waiting.End());
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
