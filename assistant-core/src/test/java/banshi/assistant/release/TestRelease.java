package banshi.assistant.release;

import banshi.assistant.retrieval.OnnxSentenceEncoder;
import banshi.corpus.Content;
import banshi.corpus.KnownMatter;
import banshi.corpus.Matter;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The release of the real content that all tests of a run share (测试版本). It is compiled under {@code target} and used again by
 * the next run while the content, the encoder and the compiled classes are the same.
 */
public final class TestRelease {
    /** The day on which the tests ask. */
    public static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    public static final Path CONTENT = Path.of("../corpus/content");

    private TestRelease() {}

    private static final class Encoder {
        static final OnnxSentenceEncoder ENCODER = OnnxSentenceEncoder.open();
    }

    private static final class Published {
        static final Content CONTENT = readContent();
    }

    private static final class Opened {
        static final Release RELEASE = Release.open(compiled(), encoder());
    }

    /** One encoder for all tests; not to be closed. */
    public static OnnxSentenceEncoder encoder() {
        return Encoder.ENCODER;
    }

    /** The content of this repository. */
    public static Content content() {
        return Published.CONTENT;
    }

    /** The release of {@link #content()}, open. */
    public static Release release() {
        return Opened.RELEASE;
    }

    /** A matter of {@link #content()} as the catalogue would have it if nobody had written about it yet. */
    public static KnownMatter known(Matter matter) {
        return new KnownMatter(
                matter.id(),
                matter.name(),
                matter.shortName(),
                matter.category(),
                matter.hotline(),
                List.copyOf(matter.aliases()));
    }

    private static Content readContent() {
        return switch (ContentReader.read(CONTENT, DAY)) {
            case CheckedContent.Sound(var content, var warnings) -> content;
            case CheckedContent.Faulty(var complaints) ->
                throw new IllegalStateException("the content has errors: " + complaints);
        };
    }

    private static Path compiled() {
        var all = Path.of("target", "test-release");
        var releases = all.resolve(digest(Path.of("target", "classes")));
        if (!Files.exists(releases)) delete(all); // of other classes
        return ReleaseCompiler.compile(
                content(), ReleaseCompiler.idOf(CONTENT, encoder()), releases, encoder(), Instant.EPOCH, said -> {});
    }

    private static String digest(Path folder) {
        try (var files = Files.walk(folder)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.filter(Files::isRegularFile).sorted().toList())
                digest.update(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the classes under " + folder, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("deleting the test releases in " + folder, e);
        }
    }
}
