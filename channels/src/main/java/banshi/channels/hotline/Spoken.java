package banshi.channels.hotline;

import banshi.assistant.hotline.Said;
import banshi.assistant.hotline.Speaker;
import org.jspecify.annotations.Nullable;

/**
 * An utterance as it is kept and shown (话段记录).
 *
 * @param number in the order in which utterances came, from 1
 * @param seq of the event that these words are from; 0 for what was picked at the desk
 * @param text masked
 */
record Spoken(
        String utteranceId,
        int number,
        int seq,
        Speaker speaker,
        String text,
        boolean isFinal,
        @Nullable Integer startMs,
        @Nullable Integer endMs,
        @Nullable Double confidence) {
    Spoken saying(String other) {
        return new Spoken(utteranceId, number, seq, speaker, other, isFinal, startMs, endMs, confidence);
    }

    Said said() {
        return new Said(utteranceId, speaker, text);
    }

    /** Without the words. */
    @Override
    public String toString() {
        return "Spoken[" + utteranceId + "]";
    }
}
