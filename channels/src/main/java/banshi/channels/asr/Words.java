package banshi.channels.asr;

import org.jspecify.annotations.Nullable;

/**
 * What a recogniser makes of a sentence (识别结果).
 *
 * @param sentence its number on this connection
 * @param text all of it so far; blank where it is silence after all
 * @param isFinal whether the recogniser has decided
 * @param span where it lies in the sound of this connection; null where the recogniser does not tell
 * @param confidence 0..1; null where the recogniser does not tell
 */
record Words(
        int sentence,
        String text,
        boolean isFinal,
        @Nullable Span span,
        @Nullable Double confidence) {
    /** A stretch of sound, in milliseconds from the first that was sent (时间段). */
    record Span(long fromMs, long toMs) {
        /** A call does not last longer. */
        private static final double LONGEST_MS = 24 * 60 * 60 * 1000.0;

        /** From what a recogniser tells; null where it cannot be. */
        static @Nullable Span of(double fromMs, double toMs) {
            return fromMs >= 0 && fromMs <= toMs && toMs <= LONGEST_MS
                    ? new Span(Math.round(fromMs), Math.round(toMs))
                    : null;
        }
    }
}
