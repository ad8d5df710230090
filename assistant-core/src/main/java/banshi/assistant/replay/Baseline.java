package banshi.assistant.replay;

import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.TextKey;
import banshi.assistant.Utterance;
import banshi.assistant.cases.Response;
import banshi.assistant.release.Release;
import banshi.assistant.release.ReleaseAssistant;
import banshi.assistant.release.Releases;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.graph.Circumstances;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The release that answers now, as candidates are compared with it (对比基线). What it once replied to a question is kept, an object each that shares its words with others, and
 * nobody's words: every further candidate costs half. Thread-safe.
 */
public final class Baseline {
    private final Release release;
    private final SentenceEncoder encoder;
    private final LocalDate day;
    private final Asking asking;
    private final Map<TextKey, Told> told = new ConcurrentHashMap<>();

    /**
     * Of a release.
     *
     * @param encoder for it and all candidates, so that nothing is encoded twice: a {@link banshi.assistant.retrieval.RememberingEncoder}
     * @param day on which the answers must be valid
     * @throws IllegalArgumentException if the release was compiled for another encoder
     */
    public Baseline(Release release, SentenceEncoder encoder, LocalDate day) {
        this.release = release;
        this.encoder = encoder;
        this.day = day;
        asking = asking(release);
    }

    /** Asks it all questions now, on all processors, so that the first candidate need not wait for that. */
    public void prepare(List<ReplayQuestion> questions) {
        questions.parallelStream().forEach(question -> ask(question.text()));
    }

    /** The day of the answers. */
    public LocalDate day() {
        return day;
    }

    /** The release that answers now. */
    public Release release() {
        return release;
    }

    Told ask(String text) {
        return told.computeIfAbsent(TextKey.of(text), key -> asking.ask(text));
    }

    /** How another is asked the same. */
    Asking asking(Release other) {
        return new Asking(new ReleaseAssistant(new Releases(other.with(encoder)), 0), day);
    }

    /** Whether a candidate certainly replies so to first words of which this is known (必然). */
    interface Certain {
        boolean is(Utterance first, Reply reply, Circumstances known);
    }

    /** One release, asked as the web channel asks (提问). */
    record Asking(ReleaseAssistant assistant, LocalDate day) {
        Told ask(String text) {
            try {
                var turn = assistant.reply(Dialogue.NEW, utterance(text));
                var known = turn.dialogue().current().map(Dialogue.Talk::known).orElse(Circumstances.NONE);
                return new Told(turn.reply(), known, null);
            } catch (RuntimeException e) { // one broken reply blocks the candidate; the others are still worth knowing
                return new Told(null, Circumstances.NONE, e.getClass().getSimpleName());
            }
        }

        /** Whether it certainly replies what was told before. */
        boolean certainlyTells(Told before, String text, Certain certain) {
            try {
                return before.reply() != null && certain.is(utterance(text), before.reply(), before.known());
            } catch (RuntimeException e) { // the reply breaks: whoever asks for it will see why
                return false;
            }
        }

        private Utterance utterance(String text) {
            return new Utterance(text, Utterance.Channel.WEB, null, day);
        }
    }

    /**
     * A reply, or what broke; one of both is null.
     *
     * @param known what was taken from the words of the case
     */
    record Told(
            @Nullable Reply reply,
            Circumstances known,
            @Nullable String broken) {
        Response response() {
            return reply == null ? new Response.Failed(Objects.requireNonNull(broken)) : Response.of(reply);
        }

        Moved.Side side(ReplayQuestion question) {
            var response = response();
            return new Moved.Side(
                    response,
                    reply == null ? List.of() : reply.blocks(),
                    question.outcome(response).orElse(null));
        }
    }
}
