package banshi.channels.misses;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Questions of one meaning that were answered badly (一类没答好的问题), as far as their turns are still kept.
 *
 * @param id the same from day to day
 * @param wordings distinct, those that most conversations used first
 * @param turns how often
 * @param conversations by how many citizens, as far as can be told
 * @param days how many turns on each day that had any
 * @param isEarly whether it grows faster than chance would have it
 */
public record MissCluster(
        String id,
        Standing standing,
        List<Wording> wordings,
        int turns,
        int conversations,
        Map<MissKind, Integer> kinds,
        Map<String, Integer> channels,
        SortedMap<LocalDate, Integer> days,
        Instant lastAt,
        EarlySign sign,
        boolean isEarly) {
    public MissCluster {
        wordings = List.copyOf(wordings);
    }

    /** The wording that stands for all. */
    public String title() {
        return wordings.getFirst().text();
    }

    /** A way it was put (问法); masked. */
    public record Wording(String text, int conversations, int turns) {}

    /**
     * What editors decided, and what it is likely about (处理情况).
     *
     * @param by who decided; null where nobody has
     * @param release in which it was mended, also where it has come back since
     * @param proposed the likeliest published matter and aspect; null where nothing published is near
     */
    public record Standing(
            MissState state,
            Instant foundAt,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String remark,
            @Nullable String release,
            @Nullable Proposal proposed) {
        /** Whether it was mended and came back. */
        public boolean isBack() {
            return state == MissState.OPEN && release != null;
        }
    }

    /** A matter × aspect for a cluster (建议归属), with its calibrated probability. */
    public record Proposal(String matter, String aspect, double probability) {}
}
