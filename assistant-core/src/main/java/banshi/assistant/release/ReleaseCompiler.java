package banshi.assistant.release;

import banshi.assistant.Sha256;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.LucenePassageSearch;
import banshi.assistant.retrieval.Passage;
import banshi.assistant.retrieval.PassageVectors;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.assistant.retrieval.VectorsByText;
import banshi.assistant.understanding.Judgement;
import banshi.assistant.understanding.Labelled;
import banshi.assistant.understanding.Understanding;
import banshi.corpus.Content;
import banshi.corpus.yaml.ContentJson;
import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a release of checked content (版本编译). Whatever fails, no half-made release is left under its id. */
public final class ReleaseCompiler {
    /** Goes up when compiled files change their form or learning changes: releases are then compiled anew. */
    private static final String ENGINE = "18";

    private ReleaseCompiler() {}

    /**
     * The id that a content folder's release has: its files, the engine and the encoder.
     *
     * @throws UncheckedIOException if a file cannot be read
     */
    public static String idOf(Path contentRoot, SentenceEncoder encoder) {
        try {
            var digest = Sha256.digest();
            digest.update(String.join(
                            "\n",
                            ENGINE,
                            encoder.fingerprint(),
                            Judgement.published().toString(),
                            Policy.published().toString(),
                            "")
                    .getBytes(StandardCharsets.UTF_8));
            for (Path file : ContentReader.contentFiles(contentRoot)) {
                var name = contentRoot.relativize(file).toString().replace('\\', '/');
                var bytes = Files.readAllBytes(file);
                digest.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return "r-" + HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the content under " + contentRoot, e);
        }
    }

    /**
     * Compiles content into {@code releases/id}, with nothing to begin from; see the other.
     *
     * @return the release's folder
     */
    public static Path compile(
            Content content,
            String id,
            Path releases,
            SentenceEncoder encoder,
            Instant now,
            Consumer<String> progress) {
        return compile(content, id, releases, List.of(), encoder, now, progress);
    }

    /**
     * Compiles content into {@code releases/id}; one that is there already is kept. What comes out is the same, byte for byte, whatever
     * there is to begin from (but for what Lucene draws by lot for each index that it writes). Takes some 3 ms a text that none of the earlier
     * releases has, and some ten seconds of two processors for learning from 60,000, unless an earlier one has learned from the same: then
     * some seconds.
     *
     * @param releases created if it is not there
     * @param earlier folders of releases that were compiled before, the likeliest to be near first; those of another encoder, and
     *     those that cannot be read, are passed over
     * @param now when it is compiled; no answer depends on it
     * @param progress told what is being done, in words for a terminal
     * @return the release's folder
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static Path compile(
            Content content,
            String id,
            Path releases,
            List<Path> earlier,
            SentenceEncoder encoder,
            Instant now,
            Consumer<String> progress) {
        var folder = releases.resolve(id);
        if (Files.exists(folder.resolve(Release.SUMMARY))) return folder;
        Path draft = null;
        try {
            Files.createDirectories(releases);
            draft = Files.createTempDirectory(releases, ".compiling-");
            write(content, id, draft, EarlierReleases.of(earlier, encoder), encoder, now, progress);
            return Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.exists(folder.resolve(Release.SUMMARY))) return folder; // somebody else was faster
            throw new UncheckedIOException("compiling release " + id + " into " + releases, e);
        } finally {
            if (draft != null) delete(draft);
        }
    }

    private static void write(
            Content content,
            String id,
            Path folder,
            EarlierReleases earlier,
            SentenceEncoder encoder,
            Instant now,
            Consumer<String> progress)
            throws IOException {
        try (var beside = Executors.newSingleThreadExecutor()) {
            var soundUntil = CompletableFuture.supplyAsync(() -> writeContent(content, folder), beside);
            progress.accept("读问法：" + content.phrasings().size() + " 句");
            var labelled = Labelled.of(content, new Reader(content.terms()));
            var learnedFrom = digest(labelled, content, encoder);
            var readWith = readWith(content);
            var same = earlier.learnedFrom(learnedFrom);
            if (same.isPresent()) {
                progress.accept("问法没有变，不用重学");
                EarlierReleases.take(same.get(), folder);
            } else learn(labelled, learnedFrom, readWith, folder, earlier, encoder, beside, progress);
            Files.writeString(folder.resolve(Release.READ_WITH), readWith);
            ContentJson.mapper().writeValue(folder.resolve(Release.JUDGEMENT), Judgement.published());
            ContentJson.mapper().writeValue(folder.resolve(Release.POLICY), Policy.published());
            new ReleaseSummary(
                            id,
                            now,
                            content.matters().size(),
                            content.templates().size(),
                            content.phrasings().size(),
                            joined(soundUntil).orElse(null),
                            encoder.fingerprint())
                    .write(folder);
        }
    }

    /** What was done beside; fails as it did there. */
    private static <T> T joined(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failed) throw failed;
            throw e;
        }
    }

    private static void learn(
            Labelled labelled,
            String learnedFrom,
            String readWith,
            Path folder,
            EarlierReleases earlier,
            SentenceEncoder encoder,
            Executor beside,
            Consumer<String> progress)
            throws IOException {
        var passages = labelled.passages();
        labelled.labels().write(folder.resolve(Release.LABELS));
        progress.accept("算句向量：" + passages.size() + " 条");
        var texts = passages.stream().map(p -> p.question().text()).toList();
        vectors(texts, earlier, encoder).write(folder.resolve(Release.VECTORS));
        VectorsByText.write(folder.resolve(Release.TEXTS), texts);
        progress.accept("建索引、学习：" + passages.size() + " 条");
        var index = CompletableFuture.runAsync(
                () -> index(folder.resolve(Release.INDEX), passages, earlier.indexed(readWith, texts)), beside);
        var vectors = PassageVectors.read(folder.resolve(Release.VECTORS)); // mapped, not in the heap
        Understanding.train(labelled, vectors, folder.resolve(Release.LEARNED));
        Files.writeString(folder.resolve(Release.LEARNED_FROM), learnedFrom);
        joined(index);
    }

    private static void index(Path folder, List<Passage> passages, EarlierReleases.@Nullable Indexed earlier) {
        if (earlier == null) LucenePassageSearch.write(folder, passages);
        else LucenePassageSearch.write(folder, passages, earlier.index(), earlier.standing());
    }

    /**
     * The releases in a folder, the newest first: what a new one may begin from.
     *
     * @return none where there is no such folder
     * @throws UncheckedIOException if it cannot be listed
     */
    public static List<Path> compiledIn(Path releases) {
        if (!Files.isDirectory(releases)) return List.of();
        try (var folders = Files.list(releases)) {
            return folders.filter(folder -> Files.exists(folder.resolve(Release.SUMMARY)))
                    .sorted(Comparator.<Path, Long>comparing(folder ->
                                    folder.resolve(Release.SUMMARY).toFile().lastModified())
                            .reversed()
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("listing the releases in " + releases, e);
        }
    }

    /**
     * The vectors of compiled releases by what they are of: whoever encodes questions that are published has them already.
     *
     * @param releases those of another encoder, those of an engine that did not yet tell what its vectors are of, and those that cannot be
     *     read, are passed over
     */
    public static List<VectorsByText> vectorsOf(List<Path> releases, SentenceEncoder encoder) {
        return EarlierReleases.of(releases, encoder).vectors();
    }

    private static PassageVectors vectors(List<String> texts, EarlierReleases earlier, SentenceEncoder encoder) {
        var vectors = new float[texts.size()][];
        IntStream.range(0, vectors.length)
                .parallel()
                .forEach(i -> vectors[i] = Objects.requireNonNullElseGet(
                        earlier.vector(texts.get(i)), () -> encoder.encode(texts.get(i))));
        return new PassageVectors(vectors);
    }

    /** Of all that the index, the vectors and what is learned follow from; the words of a question follow from the terms. */
    private static String digest(Labelled labelled, Content content, SentenceEncoder encoder) {
        var digest = Sha256.digest();
        digest.update((ENGINE + "\n" + encoder.fingerprint() + "\n" + content.terms() + "\n")
                .getBytes(StandardCharsets.UTF_8));
        labelled.feed(digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of what makes words of a text, and of the form of an index: where this is the same, the same text stands there in the same way. */
    private static String readWith(Content content) {
        var digest = Sha256.digest();
        digest.update(
                (ENGINE + "\n" + LucenePassageSearch.FORM + "\n" + content.terms()).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Until when nothing in it expires. */
    private static Optional<LocalDate> writeContent(Content content, Path folder) {
        JsonNode tree = ContentJson.mapper().valueToTree(content);
        ContentJson.mapper().writeValue(folder.resolve(Release.CONTENT), tree);
        return soundUntil(tree);
    }

    /** Validity dates have one name, wherever they stand. */
    private static Optional<LocalDate> soundUntil(JsonNode content) {
        return content.findValues("until").stream()
                .filter(JsonNode::isString)
                .map(until -> LocalDate.parse(until.stringValue()))
                .min(Comparator.naturalOrder());
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("deleting the half-made release in " + folder, e);
        }
    }
}
