package banshi.assistant.release;

import banshi.assistant.retrieval.PassageVectors;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.assistant.retrieval.VectorsByText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Releases that were compiled before (旧版本), and what a new one can take from them: the vectors of texts that it has too, and, where it
 * would be learned from the very same texts, all that was made of these. Only those of the same encoder count.
 */
final class EarlierReleases {
    /** All that follows from texts and labels alone. */
    static final List<String> LEARNED = List.of(
            Release.LABELS, Release.INDEX, Release.TEXTS, Release.VECTORS, Release.LEARNED, Release.LEARNED_FROM);

    private final List<Earlier> releases;

    private record Earlier(Path folder, String learnedFrom, String readWith, VectorsByText vectors) {}

    private EarlierReleases(List<Earlier> releases) {
        this.releases = List.copyOf(releases);
    }

    /**
     * Of those folders that have what it takes. What an older engine compiled has not, and one that cannot be read is no reason to compile
     * nothing: both are passed over.
     */
    static EarlierReleases of(List<Path> folders, SentenceEncoder encoder) {
        return new EarlierReleases(folders.stream()
                .flatMap(folder -> read(folder, encoder).stream())
                .toList());
    }

    private static Optional<Earlier> read(Path folder, SentenceEncoder encoder) {
        var needed = Stream.of(Release.SUMMARY, Release.TEXTS, Release.LEARNED_FROM);
        if (!needed.allMatch(file -> Files.exists(folder.resolve(file)))) return Optional.empty();
        try {
            if (!ReleaseSummary.read(folder).encoder().equals(encoder.fingerprint())) return Optional.empty();
            var vectors = PassageVectors.read(folder.resolve(Release.VECTORS));
            return Optional.of(new Earlier(
                    folder,
                    Files.readString(folder.resolve(Release.LEARNED_FROM)),
                    readWith(folder),
                    VectorsByText.read(folder.resolve(Release.TEXTS), vectors)));
        } catch (IOException | UncheckedIOException | IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Empty where an older engine did not tell. */
    private static String readWith(Path folder) throws IOException {
        var file = folder.resolve(Release.READ_WITH);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /**
     * An index in which passages of the same words are already.
     *
     * @param standing for each text where it stands there, ascending, or -1
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Indexed(Path index, int[] standing) {}

    /** That of the first that read its texts with the same; null where none did. */
    @Nullable
    Indexed indexed(String readWith, List<String> texts) {
        for (var release : releases)
            if (release.readWith().equals(readWith))
                return new Indexed(
                        release.folder().resolve(Release.INDEX),
                        release.vectors().standing(texts));
        return null;
    }

    /** The one that learned from just this. */
    Optional<Path> learnedFrom(String digest) {
        return releases.stream()
                .filter(r -> r.learnedFrom().equals(digest))
                .map(Earlier::folder)
                .findFirst();
    }

    /** Of each of them. */
    List<VectorsByText> vectors() {
        return releases.stream().map(Earlier::vectors).toList();
    }

    /** The vector of a text; null where none of them has it. */
    float @Nullable [] vector(String text) {
        for (var release : releases) {
            var vector = release.vectors().of(text);
            if (vector != null) return vector;
        }
        return null;
    }

    /**
     * Puts what a release learned into another's folder. A release is never written to again, so that both may have the same files; where the
     * file system has no such thing they are copied.
     *
     * @throws IOException if a file cannot be linked or copied
     */
    static void take(Path from, Path to) throws IOException {
        for (var name : LEARNED) {
            var source = from.resolve(name);
            if (!Files.isDirectory(source)) {
                link(source, to.resolve(name));
                continue;
            }
            var target = Files.createDirectory(to.resolve(name));
            try (var files = Files.list(source)) {
                for (var file : files.toList()) link(file, target.resolve(file.getFileName()));
            }
        }
    }

    private static void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(from, to);
        }
    }
}
