package banshi.channels.orders;

import banshi.channels.webhook.Outbox;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is on its way to the operator's system (待推送), and how that goes.
 *
 * @param id the idempotency key
 * @param seq of the step that it tells of
 * @param tries so far
 * @param failure of the last try, for operators; null where there was none
 * @param behind how many later ones of the same order wait for it
 */
public record Export(
        String id,
        String orderNo,
        int seq,
        int tries,
        Instant writtenAt,
        @Nullable String failure,
        int behind) {
    static Export of(Outbox.Dead dead) {
        return new Export(
                dead.id(), dead.of(), dead.seq(), dead.tries(), dead.writtenAt(), dead.failure(), dead.behind());
    }
}
