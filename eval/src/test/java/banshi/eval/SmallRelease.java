package banshi.eval;

import banshi.assistant.release.ReleaseCompiler;
import banshi.assistant.retrieval.OnnxSentenceEncoder;
import banshi.corpus.Content;
import banshi.corpus.Phrasing;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Two matters and some topics of the real content, compiled once in a run with the real encoder (小样版本); some seconds. */
public final class SmallRelease {
    private static final List<String> MATTERS = List.of("huji-hukoubu-reissue", "idcard-renew");
    private static final int PHRASINGS_EACH = 8;

    private SmallRelease() {}

    private static final class Compiled {
        static final Path FOLDER = compile();
    }

    /** Of the compiled release. */
    public static Path folder() {
        return Compiled.FOLDER;
    }

    private static Path compile() {
        try (var encoder = OnnxSentenceEncoder.open()) {
            var folder = ReleaseCompiler.compile(
                    content(),
                    "r-small",
                    Files.createTempDirectory(Files.createDirectories(Path.of("target")), "small"),
                    encoder,
                    Instant.EPOCH,
                    said -> {});
            return folder.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("compiling a small release", e);
        }
    }

    private static Content content() {
        var all = switch (ContentReader.read(Path.of("../corpus/content"), LocalDate.of(2026, 11, 30))) {
            case CheckedContent.Sound(var content, var warnings) -> content;
            case CheckedContent.Faulty(var complaints) ->
                throw new IllegalStateException("the content has errors: " + complaints);
        };
        var counts = new HashMap<String, Integer>();
        var phrasings = new ArrayList<Phrasing>();
        for (var phrasing : all.phrasings()) {
            if (!MATTERS.contains(phrasing.matter().value())) continue;
            if (counts.merge(phrasing.matter() + "/" + phrasing.aspect(), 1, Integer::sum) <= PHRASINGS_EACH)
                phrasings.add(phrasing);
        }
        return new Content(
                all.aspects(),
                all.matters().stream()
                        .filter(m -> MATTERS.contains(m.id().value()))
                        .toList(),
                List.of(),
                all.templates().stream()
                        .filter(t -> MATTERS.contains(t.matter().value()))
                        .toList(),
                phrasings,
                List.of(),
                all.tellings().stream()
                        .filter(t -> MATTERS.contains(t.matter().value()))
                        .toList(),
                List.of(),
                all.topics().subList(0, 4),
                all.terms(),
                all.allowList());
    }
}
