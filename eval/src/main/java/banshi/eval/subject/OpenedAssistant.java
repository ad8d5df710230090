package banshi.eval.subject;

import banshi.assistant.Assistant;
import banshi.assistant.release.Release;
import banshi.assistant.release.ReleaseAssistant;
import banshi.assistant.release.ReleaseCallAssistant;
import banshi.assistant.release.ReleaseSummary;
import banshi.assistant.release.Releases;
import banshi.assistant.retrieval.OnnxSentenceEncoder;
import banshi.assistant.understanding.Reading;
import banshi.corpus.MatterId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * An assistant ready to be asked, and what is known of its release (已打开的知识版本).
 *
 * @param release its id, as every reply names it
 * @param day on which the answers must be valid unless another is asked for: the release's own, never today
 * @param matters those that have content in the release
 * @param inside null where nothing of it can be seen
 */
public record OpenedAssistant(
        Assistant assistant,
        String release,
        LocalDate day,
        Set<MatterId> matters,
        @Nullable Inside inside) {
    public OpenedAssistant {
        matters = Set.copyOf(matters);
    }

    /** What is known of its release. */
    public About about() {
        return new About(release, matters, inside == null ? null : inside.answersFrom());
    }

    /**
     * Opens a compiled release with the encoder that it was compiled for.
     *
     * @param directory of the release; the launcher names the packaged one
     * @throws IOException if none is named or it cannot be read
     */
    public static OpenedAssistant open(@Nullable Path directory) throws IOException {
        return of(release(directory));
    }

    /** The release alone, opened like that. */
    public static Release release(@Nullable Path directory) throws IOException {
        if (directory == null)
            throw new IOException(
                    "no release is named: run it through ./banshi, which knows where it is, or give --release DIR");
        try {
            return Release.open(directory, encoderOf(directory));
        } catch (IllegalArgumentException | JacksonException e) {
            throw new IOException("opening the release in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** An assistant that answers from an open release. */
    public static OpenedAssistant of(Release release) {
        var releases = new Releases(release);
        return new OpenedAssistant(
                new ReleaseAssistant(releases, 0),
                release.summary().id(),
                release.summary().day(),
                release.graph().matters(),
                new Inside(release.policy().answer(), text -> step(release, text), new ReleaseCallAssistant(releases)));
    }

    /** The encoder that a release was compiled for, the tuned or the published one; open until the JVM ends. */
    public static OnnxSentenceEncoder encoderOf(Path directory) {
        var wanted = ReleaseSummary.read(directory).encoder();
        return wanted.equals(Tuned.ENCODER.fingerprint()) ? Tuned.ENCODER : Published.ENCODER;
    }

    private static final class Tuned {
        static final OnnxSentenceEncoder ENCODER = OnnxSentenceEncoder.open();
    }

    private static final class Published {
        static final OnnxSentenceEncoder ENCODER = OnnxSentenceEncoder.openPublished();
    }

    private static Reading.Step step(Release release, String text) {
        return release.understanding().read(release.reader().read(text)).step();
    }

    /** How an assistant is opened (打开方式): from a release directory, or in tests from thin air. */
    @FunctionalInterface
    public interface Opener {
        /** Opens the release of {@code directory}, or the usual one if it is null. */
        OpenedAssistant open(@Nullable Path directory) throws IOException;
    }
}
