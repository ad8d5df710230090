package banshi.channels.records;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** What citizens think of the service as a whole (好差评): voluntary, once a conversation. Thread-safe; blocks. */
public final class Ratings {
    /** 非常不满意. */
    public static final int WORST = 1;

    /** 非常满意. */
    public static final int BEST = 5;

    /** At or below it somebody looks into it (差评). */
    public static final int BAD = 2;

    /** What can be named besides, in the words of the form. */
    public static final List<String> INDICATORS = List.of("整体满意度", "办事效率", "办事指南精确度", "办事便捷度", "平台操作性");

    private static final String FORM = "2026-1";

    private final Records records;
    private final Clock clock;

    /** What is kept in a database. */
    public Ratings(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * A rating.
     *
     * @param conversation its pseudonym
     * @param level {@value #WORST} to {@value #BEST}
     * @param options some of {@link #INDICATORS}
     * @param remark masked
     */
    public record Rating(
            String conversation,
            String channel,
            int level,
            List<String> options,
            @Nullable String remark) {
        public Rating {
            options = List.copyOf(options);
        }
    }

    /** Keeps a rating; false where the conversation was rated before. */
    public boolean keep(Rating rating) {
        try {
            records.sql()
                    .sql(
                            "insert into rating (conversation, channel, given_at, level, options, remark, form_version, state)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(Values.of(
                            rating.conversation(),
                            rating.channel(),
                            clock.instant().atOffset(ZoneOffset.UTC),
                            rating.level(),
                            String.join(",", rating.options()),
                            rating.remark(),
                            FORM,
                            rating.level() <= BAD ? "to-verify" : "done"))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
