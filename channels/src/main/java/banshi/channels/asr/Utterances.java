package banshi.channels.asr;

import banshi.assistant.hotline.Speaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes utterances of what recognisers say of one speaker (话段整理): gives them ids, leaves out silence and what is said again, lets no partial undo a final. Not thread-safe.
 */
final class Utterances {
    /** What the contract of calls allows (docs/hotline.md). */
    private static final int LONGEST = 2_000;

    /** How long before its first words come an utterance begins, about, where the recogniser tells no times. */
    private static final long ABOUT_MS = 800;

    /** Between Chinese words; Vosk puts them there. */
    private static final Pattern GAPS = Pattern.compile("(?<=[^\\x00-\\x7f])\\s+|\\s+(?=[^\\x00-\\x7f])");

    /** A word that Vosk's models do not know. */
    private static final Pattern UNKNOWN = Pattern.compile("[\\[<]unk[\\]>]");

    private final Speaker speaker;
    private final Supplier<String> ids;
    private final Map<Integer, Transcript> ofThisConnection = new LinkedHashMap<>();
    private long lastEnd;

    /** @param ids each a new one, whoever else asks */
    Utterances(Speaker speaker, Supplier<String> ids) {
        this.speaker = speaker;
        this.ids = ids;
    }

    /**
     * What is to be told.
     *
     * @param from the place in the call of the first sound on this connection, in milliseconds
     * @param now the place of the last
     */
    List<Transcript> heard(List<Words> news, long from, long now) {
        return news.stream()
                .map(words -> heard(words, from, now))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Transcript heard(Words words, long from, long now) {
        var known = ofThisConnection.get(words.sentence());
        var text = cleaned(words.text());
        if (text.isEmpty()) {
            // nobody has seen anything of it, or what was seen is all that there will be
            if (known == null || known.isFinal() || !words.isFinal()) return null;
            text = known.text();
        }
        if (known != null && known.isFinal() && !words.isFinal()) return null;
        if (known != null && known.isFinal() == words.isFinal() && known.text().equals(text)) return null;
        var span = words.span();
        long start = span != null
                ? from + span.fromMs()
                : known != null ? known.startMs() : Math.max(lastEnd, now - ABOUT_MS);
        long end = span != null ? from + span.toMs() : now;
        var transcript = new Transcript(
                known == null ? ids.get() : known.utteranceId(),
                speaker,
                text,
                words.isFinal(),
                start,
                Math.max(start, end),
                words.confidence());
        ofThisConnection.put(words.sentence(), transcript);
        if (transcript.isFinal()) {
            lastEnd = Math.max(lastEnd, transcript.endMs());
            forgetBefore(words.sentence());
        }
        return transcript;
    }

    /** Only what may still be corrected is kept: a call may last for hours. */
    private void forgetBefore(int sentence) {
        ofThisConnection
                .entrySet()
                .removeIf(e -> e.getKey() < sentence - 1 && e.getValue().isFinal());
    }

    /** How many sentences are remembered. */
    int remembered() {
        return ofThisConnection.size();
    }

    /** The connection is over: what was not decided stays as it was last heard, and the numbers begin anew. */
    List<Transcript> over() {
        var open = ofThisConnection.values().stream()
                .filter(t -> !t.isFinal())
                .map(t -> new Transcript(
                        t.utteranceId(), speaker, t.text(), true, t.startMs(), t.endMs(), t.confidence()))
                .toList();
        ofThisConnection.clear();
        for (var transcript : open) lastEnd = Math.max(lastEnd, transcript.endMs());
        return open;
    }

    /** Empty where nothing of it can be said aloud: FunASR ends silence with a full stop. */
    private static String cleaned(String text) {
        var clean = GAPS.matcher(UNKNOWN.matcher(text).replaceAll(""))
                .replaceAll("")
                .strip();
        if (clean.codePoints().noneMatch(Character::isLetterOrDigit)) return "";
        if (clean.length() <= LONGEST) return clean;
        int cut = Character.isHighSurrogate(clean.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return clean.substring(0, cut);
    }
}
