package banshi.channels.app;

import banshi.assistant.Assistant;
import banshi.assistant.release.Release;
import banshi.assistant.release.ReleaseAssistant;
import banshi.assistant.release.ReleaseCompiler;
import banshi.assistant.release.ReleaseSummary;
import banshi.assistant.release.Releases;
import banshi.assistant.retrieval.OnnxSentenceEncoder;
import banshi.corpus.Content;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * What the program knows (知识): content read and checked, its release compiled or found, and the assistant that answers from it.
 * The only place that puts the engine together.
 */
final class Knowledge implements AutoCloseable {
    private final OnnxSentenceEncoder encoder;
    private final Content content;
    private final Releases releases;

    private Knowledge(OnnxSentenceEncoder encoder, Content content, Releases releases) {
        this.encoder = encoder;
        this.content = content;
        this.releases = releases;
    }

    /**
     * Reads, checks and opens; compiles if this content has no release yet.
     *
     * @param progress told what takes long
     * @throws FaultyContent if the content has errors
     * @throws CannotStart if something else is in the way
     */
    static Knowledge open(Places places, Clock clock, Consumer<String> progress) {
        var root = places.content();
        // on the other core; a compiled release was sound once, but its dates may have run out since
        var checking = CompletableFuture.supplyAsync(() -> check(root, LocalDate.now(clock)));
        var encoder = encoder();
        try {
            var id = ReleaseCompiler.idOf(root, encoder);
            var found = places.compiled(id);
            if (found.isEmpty()) {
                var content = join(checking);
                progress.accept("compiling release " + id);
                places.requireWritableData();
                var folder =
                        ReleaseCompiler.compile(content, id, places.releases(), encoder, clock.instant(), progress);
                return new Knowledge(encoder, content, new Releases(Release.open(folder, encoder)));
            }
            var release = release(found.get(), encoder);
            return new Knowledge(encoder, join(checking), new Releases(release));
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    /** Compiles a release into a folder of releases, unless it is there. */
    static ReleaseSummary compile(Path root, Path releases, Clock clock, Consumer<String> progress) {
        var content = check(root, LocalDate.now(clock));
        try (var encoder = encoder()) {
            var id = ReleaseCompiler.idOf(root, encoder);
            var folder = ReleaseCompiler.compile(content, id, releases, encoder, clock.instant(), progress);
            return release(folder, encoder).summary();
        }
    }

    /** Sound content, or an exception that tells why not. */
    static Content check(Path root, LocalDate today) {
        return switch (ContentReader.read(root, today)) {
            case CheckedContent.Sound sound -> sound.content();
            case CheckedContent.Faulty faulty -> throw new FaultyContent(root, faulty.complaints());
        };
    }

    static OnnxSentenceEncoder encoder() {
        try {
            return OnnxSentenceEncoder.open();
        } catch (IllegalStateException e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        }
    }

    Assistant assistant() {
        return new ReleaseAssistant(releases);
    }

    ReleaseSummary summary() {
        return releases.current().summary();
    }

    Content content() {
        return content;
    }

    String encoderName() {
        return encoder.fingerprint();
    }

    @Override
    public void close() {
        encoder.close();
    }

    private static Release release(Path folder, OnnxSentenceEncoder encoder) {
        try {
            return Release.open(folder, encoder);
        } catch (RuntimeException e) {
            throw new CannotStart(
                    "the compiled release in " + folder.toAbsolutePath() + " cannot be opened ("
                            + e.getClass().getSimpleName() + "); delete that folder and it is compiled again",
                    e);
        }
    }

    private static Content join(CompletableFuture<Content> checking) {
        try {
            return checking.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw e;
        }
    }
}
