package banshi.assistant.release;

import banshi.assistant.Sha256;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.LucenePassageSearch;
import banshi.assistant.retrieval.Passage;
import banshi.assistant.retrieval.PassageVectors;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.assistant.understanding.Judgement;
import banshi.assistant.understanding.Labelled;
import banshi.assistant.understanding.Understanding;
import banshi.corpus.Content;
import banshi.corpus.yaml.ContentJson;
import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a release of checked content (版本编译). Whatever fails, no half-made release is left under its id. */
public final class ReleaseCompiler {
    /** Goes up when compiled files change their form or learning changes: releases are then compiled anew. */
    private static final String ENGINE = "17";

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
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (Path file : ContentReader.contentFiles(contentRoot)) {
                var name = contentRoot.relativize(file).toString().replace('\\', '/');
                var bytes = Files.readAllBytes(file);
                digest.update((name + "\n" + bytes.length + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return "r-" + HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the content under " + contentRoot, e);
        }
    }

    /**
     * Compiles content into {@code releases/id}; one that is there already is kept. Takes some 3 ms a phrasing.
     *
     * @param releases created if it is not there
     * @param now when it is compiled; no answer depends on it
     * @param progress told what is being done, in words for a terminal
     * @return the release's folder
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static Path compile(
            Content content,
            String id,
            Path releases,
            SentenceEncoder encoder,
            Instant now,
            Consumer<String> progress) {
        var folder = releases.resolve(id);
        if (Files.exists(folder.resolve(Release.SUMMARY))) return folder;
        Path draft = null;
        try {
            Files.createDirectories(releases);
            draft = Files.createTempDirectory(releases, ".compiling-");
            write(content, id, draft, encoder, now, progress);
            return Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.exists(folder.resolve(Release.SUMMARY))) return folder; // somebody else was faster
            throw new UncheckedIOException("compiling release " + id + " into " + releases, e);
        } finally {
            if (draft != null) delete(draft);
        }
    }

    private static void write(
            Content content, String id, Path folder, SentenceEncoder encoder, Instant now, Consumer<String> progress) {
        var reader = new Reader(content.terms());
        var labelled = Labelled.of(content, reader);
        labelled.labels().write(folder.resolve(Release.LABELS));
        var passages = labelled.passages();
        progress.accept("建索引：" + passages.size() + " 条");
        LucenePassageSearch.write(folder.resolve(Release.INDEX), passages);
        progress.accept("算句向量：" + passages.size() + " 条");
        vectors(passages, encoder).write(folder.resolve(Release.VECTORS));
        var passageVectors = PassageVectors.read(folder.resolve(Release.VECTORS)); // mapped, not in the heap
        progress.accept("学习：" + content.phrasings().size() + " 句问法");
        Understanding.train(labelled, passageVectors, folder.resolve(Release.LEARNED));
        ContentJson.mapper().writeValue(folder.resolve(Release.JUDGEMENT), Judgement.published());
        ContentJson.mapper().writeValue(folder.resolve(Release.POLICY), Policy.published());
        JsonNode tree = ContentJson.mapper().valueToTree(content);
        ContentJson.mapper().writeValue(folder.resolve(Release.CONTENT), tree);
        new ReleaseSummary(
                        id,
                        now,
                        content.matters().size(),
                        content.templates().size(),
                        content.phrasings().size(),
                        soundUntil(tree),
                        encoder.fingerprint())
                .write(folder);
    }

    private static PassageVectors vectors(List<Passage> passages, SentenceEncoder encoder) {
        var vectors = new float[passages.size()][];
        IntStream.range(0, vectors.length)
                .parallel()
                .forEach(i ->
                        vectors[i] = encoder.encode(passages.get(i).question().text()));
        return new PassageVectors(vectors);
    }

    /** Validity dates have one name, wherever they stand. */
    private static @Nullable LocalDate soundUntil(JsonNode content) {
        return content.findValues("until").stream()
                .filter(JsonNode::isString)
                .map(until -> LocalDate.parse(until.stringValue()))
                .min(Comparator.naturalOrder())
                .orElse(null);
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
