package banshi.channels.hotline;

import banshi.assistant.hotline.Speaker;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens in a call (通话事件), as docs/hotline.md has it; read by {@link EventReader}. What it holds is not masked yet, so none of them tells it as text. */
public sealed interface CallEvent {
    /** Of which call. */
    String callId();

    /**
     * Somebody calls.
     *
     * @param at null where the sender has no clock
     * @param phoneMasked as the sender shows it; null where it shows none
     * @param phone of the caller; never kept as it is. Null where the sender does not tell it
     * @param agentId the log-in name of whose call it is; null where nobody has it
     * @param district a GB/T 2260 code; null where it is not known
     */
    record Started(
            String callId,
            @Nullable Instant at,
            @Nullable String phoneMasked,
            @Nullable String phone,
            @Nullable String agentId,
            @Nullable String district)
            implements CallEvent {
        /** Without the caller. */
        @Override
        public String toString() {
            return "Started[" + callId + "]";
        }
    }

    /**
     * Somebody says something, or a better reading of it has come.
     *
     * @param isFinal false while it may still change
     * @param startMs since the beginning of the call; null where that is not known
     * @param confidence 0..1; null where that is not known
     */
    record Transcript(
            String callId,
            int seq,
            String utteranceId,
            Speaker speaker,
            String text,
            boolean isFinal,
            @Nullable Integer startMs,
            @Nullable Integer endMs,
            @Nullable Double confidence)
            implements CallEvent {
        /** Tells events of one seq apart. */
        int fingerprint() {
            return 31 * (31 * (31 * utteranceId.hashCode() + speaker.word().hashCode()) + text.hashCode())
                    + (isFinal ? 1 : 0);
        }

        /** Without the words. */
        @Override
        public String toString() {
            return "Transcript[" + callId + " " + seq + "]";
        }
    }

    /**
     * It is over.
     *
     * @param reason as the sender calls it
     */
    record Ended(String callId, String reason) implements CallEvent {}

    /**
     * Something that breaks the contract; it is counted and told.
     *
     * @param seq of it, so that it is not waited for; 0 where it has none
     * @param detail what is wrong, never what was sent
     */
    record Wrong(String callId, int seq, String detail) implements CallEvent {}
}
