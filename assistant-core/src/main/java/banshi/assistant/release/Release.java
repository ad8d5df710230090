package banshi.assistant.release;

import banshi.assistant.answer.Composer;
import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.LucenePassageSearch;
import banshi.assistant.retrieval.PassageVectors;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.assistant.understanding.Labels;
import banshi.assistant.understanding.Understanding;
import banshi.corpus.Content;
import banshi.corpus.yaml.ContentJson;
import banshi.graph.KnowledgeGraph;
import java.lang.ref.Cleaner;
import java.nio.file.Path;

/**
 * One compiled release (知识版本), open. Immutable, thread-safe.
 *
 * <p>A turn keeps the release it began with; a release that was replaced closes its index when no turn holds it any more.
 */
public final class Release {
    static final String CONTENT = "content.json";
    static final String SUMMARY = "release.json";
    static final String LABELS = "labels.bin";
    static final String INDEX = "index";
    static final String VECTORS = "vectors.bin";
    static final String LEARNED = "learned.bin";

    private static final Cleaner CLEANER = Cleaner.create();

    private final ReleaseSummary summary;
    private final Content content;
    private final KnowledgeGraph graph;
    private final Reader reader;
    private final Understanding understanding;
    private final Composer composer;

    private Release(
            ReleaseSummary summary,
            Content content,
            KnowledgeGraph graph,
            Reader reader,
            Understanding understanding,
            Composer composer) {
        this.summary = summary;
        this.content = content;
        this.graph = graph;
        this.reader = reader;
        this.understanding = understanding;
        this.composer = composer;
    }

    /**
     * Opens a folder that {@link ReleaseCompiler} has written; some tenths of a second.
     *
     * @param encoder the one whose vectors the release holds; stays open for as long as the release is used
     * @throws java.io.UncheckedIOException if the folder cannot be read
     * @throws IllegalArgumentException if it was compiled for another encoder
     */
    public static Release open(Path folder, SentenceEncoder encoder) {
        var summary = ReleaseSummary.read(folder);
        if (!summary.encoder().equals(encoder.fingerprint()))
            throw new IllegalArgumentException("release " + summary.id() + " was compiled for encoder "
                    + summary.encoder() + ", this is " + encoder.fingerprint() + "; compile it again");
        var content = ContentJson.mapper().readValue(folder.resolve(CONTENT), Content.class);
        var reader = new Reader(content.terms());
        var labels = Labels.read(folder.resolve(LABELS));
        var graph = KnowledgeGraph.compile(content);
        var composer = new Composer(content, graph);
        var vectors = PassageVectors.read(folder.resolve(VECTORS));
        var search = LucenePassageSearch.open(folder.resolve(INDEX));
        try {
            var understanding = Understanding.open(
                    labels, vectors, search, encoder, folder.resolve(LEARNED), composer.answerable());
            var release = new Release(summary, content, graph, reader, understanding, composer);
            CLEANER.register(release, search::close);
            return release;
        } catch (RuntimeException e) {
            search.close();
            throw e;
        }
    }

    /** Its id, and what is in it. */
    public ReleaseSummary summary() {
        return summary;
    }

    /** What it was compiled from. */
    public Content content() {
        return content;
    }

    /** What its content means. */
    public KnowledgeGraph graph() {
        return graph;
    }

    Reader reader() {
        return reader;
    }

    Understanding understanding() {
        return understanding;
    }

    Composer composer() {
        return composer;
    }
}
