package banshi.channels.misses;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was answered badly in a call, as an editor sees it (通话里没答好的一处): what the caller had said up to there, a few utterances, and what the agent made of what was suggested. Nothing else of the call.
 *
 * @param said masked; the caller's words alone, the oldest first
 * @param card what was suggested; null where the whole call came to nothing
 */
public record HeardMiss(
        MissKind kind,
        Instant at,
        List<String> said,
        @Nullable Judged card) {
    /** So many utterances of the caller are shown, and no more. */
    public static final int MOST_SAID = 3;

    public HeardMiss {
        said = List.copyOf(said);
    }

    /**
     * A card and what was made of it.
     *
     * @param feedback tells it apart from all others
     * @param account the id of the agent
     * @param title of the card
     * @param spoken as it was suggested
     * @param reason why it was refused, masked; null where nobody said
     * @param used in which words it was said instead, masked; null where it was refused
     * @param edits letters put in, taken out or changed for that; 0 where it was refused
     */
    public record Judged(
            long feedback,
            String account,
            @Nullable MatterId matter,
            @Nullable AspectId aspect,
            String title,
            String spoken,
            @Nullable String reason,
            @Nullable String used,
            int edits) {}
}
