package banshi.channels.asr;

import banshi.assistant.hotline.Speaker;
import org.jspecify.annotations.Nullable;

/**
 * An utterance as far as it is known (转写): what comes later under the same id stands instead.
 *
 * @param utteranceId one for all that is told of an utterance, unlike all others of the call, also where the line, the recogniser or this server was lost in between
 * @param text all of it so far, never empty, at most 2,000 characters
 * @param isFinal whether the recogniser has decided; whatever comes under the same id after that is a correction, and final too
 * @param startMs since the call began
 * @param confidence 0..1; null where the recogniser does not tell
 */
public record Transcript(
        String utteranceId,
        Speaker speaker,
        String text,
        boolean isFinal,
        long startMs,
        long endMs,
        @Nullable Double confidence) {}
