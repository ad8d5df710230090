package banshi.assistant.release;

import banshi.assistant.answer.AllowedOnly;
import banshi.assistant.answer.Composer;
import banshi.assistant.dialogue.Listener;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.dialogue.Tellings;
import banshi.assistant.dialogue.TopicWords;
import banshi.assistant.hotline.CallListener;
import banshi.assistant.hotline.OrderDrafting;
import banshi.assistant.language.LanguageStep;
import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.LucenePassageSearch;
import banshi.assistant.retrieval.PassageSearch;
import banshi.assistant.retrieval.PassageVectors;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.assistant.understanding.Judgement;
import banshi.assistant.understanding.Labels;
import banshi.assistant.understanding.Understanding;
import banshi.corpus.Bundle;
import banshi.corpus.Content;
import banshi.corpus.Term;
import banshi.corpus.yaml.ContentJson;
import banshi.graph.KnowledgeGraph;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    static final String TEXTS = "texts.bin";
    static final String LEARNED_FROM = "learned-from.txt";
    static final String READ_WITH = "read-with.txt";
    static final String LEARNED = "learned.bin";
    static final String JUDGEMENT = "judgement.json";
    static final String POLICY = "policy.json";

    private static final Cleaner CLEANER = Cleaner.create();

    private final ReleaseSummary summary;
    private final Content content;
    private final KnowledgeGraph graph;
    private final Reader reader;
    private final Understanding understanding;
    private final Policy policy;
    private final Composer composer;
    private final PassageSearch search;
    private final Tellings tellings;
    private final Listener listener;
    private final AllowedOnly allowed;
    private final CallListener callListener;
    private final OrderDrafting orderDrafting;

    /** Whose index this searches, so that it stays open; null where it is this one's own. */
    @SuppressWarnings("unused") // held, not read
    private final @Nullable Release original;

    private Release(
            ReleaseSummary summary,
            Content content,
            KnowledgeGraph graph,
            Reader reader,
            Understanding understanding,
            Policy policy,
            Composer composer,
            PassageSearch search,
            @Nullable Release original) {
        this.summary = summary;
        this.content = content;
        this.graph = graph;
        this.reader = reader;
        this.understanding = understanding;
        this.policy = policy;
        this.composer = composer;
        this.search = search;
        this.original = original;
        tellings = new Tellings(content.tellings());
        var bundles = content.bundles().stream().collect(Collectors.toMap(Bundle::id, Bundle::name));
        allowed = new AllowedOnly(content.allowList());
        listener = new Listener(reader, understanding, graph, tellings, new TopicWords(content.topics()), bundles);
        callListener = new CallListener(content, reader, listener, graph, composer, allowed);
        orderDrafting = new OrderDrafting(content, reader, graph);
    }

    /**
     * Opens a folder that {@link ReleaseCompiler} has written; some tenths of a second.
     *
     * @param encoder the one whose vectors the release holds; stays open for as long as the release is used
     * @throws java.io.UncheckedIOException if the folder cannot be read
     * @throws IllegalArgumentException if it was compiled for another encoder
     */
    public static Release open(Path folder, SentenceEncoder encoder) {
        return open(folder, encoder, LanguageStep.ALL, UnaryOperator.identity());
    }

    /**
     * Opens it with parts left out, to measure what they are worth.
     *
     * @param steps to take when questions are read; the release was compiled with all of them
     * @param judgement from the release's own to the one to judge by
     */
    public static Release open(
            Path folder, SentenceEncoder encoder, Set<LanguageStep> steps, UnaryOperator<Judgement> judgement) {
        var summary = ReleaseSummary.read(folder);
        if (!summary.encoder().equals(encoder.fingerprint())) throw otherEncoder(summary, encoder);
        var content = ContentJson.mapper().readValue(folder.resolve(CONTENT), Content.class);
        var reader = new Reader(content.terms(), steps);
        var labels = Labels.read(folder.resolve(LABELS));
        var graph = KnowledgeGraph.compile(content);
        var composer = new Composer(content, graph);
        var vectors = PassageVectors.read(folder.resolve(VECTORS));
        var own = ContentJson.mapper().readValue(folder.resolve(JUDGEMENT), Judgement.class);
        var policy = ContentJson.mapper().readValue(folder.resolve(POLICY), Policy.class);
        var search = LucenePassageSearch.open(folder.resolve(INDEX));
        try {
            var understanding = Understanding.open(
                    labels, vectors, encoder, folder.resolve(LEARNED), judgement.apply(own), composer.answerable());
            var release = new Release(summary, content, graph, reader, understanding, policy, composer, search, null);
            CLEANER.register(release, search::close);
            return release;
        } catch (RuntimeException e) {
            search.close();
            throw e;
        }
    }

    /**
     * The same release with another encoder, as one that remembers what it has encoded.
     *
     * @param encoder stays open for as long as this is used
     * @throws IllegalArgumentException if it makes other vectors
     */
    public Release with(SentenceEncoder encoder) {
        if (!summary.encoder().equals(encoder.fingerprint())) throw otherEncoder(summary, encoder);
        return new Release(
                summary, content, graph, reader, understanding.with(encoder), policy, composer, search, this);
    }

    /**
     * What this release would say with other facts, templates and links, understanding what it understands now. Milliseconds: nothing is learned.
     *
     * @param other whose phrasings, tellings, terms and topics are not looked at
     * @throws IllegalArgumentException if its parts do not fit together, as where something names a link that it has not; the message is for editors
     */
    public Release saying(Content other) {
        var said = new Content(
                content.aspects(),
                other.matters(),
                content.catalogue(),
                other.templates(),
                content.phrasings(),
                content.pairs(),
                content.tellings(),
                content.bundles(),
                content.topics(),
                content.terms(),
                other.allowList());
        var changed = KnowledgeGraph.compile(said);
        var words = new Composer(said, changed);
        return new Release(
                summary, said, changed, reader, understanding.with(words.answerable()), policy, words, search, this);
    }

    /**
     * What this release would hear with another lexicon, having learned what it has learned. Milliseconds.
     *
     * @param terms all of them
     */
    public Release hearing(Collection<Term> terms) {
        return new Release(summary, content, graph, new Reader(terms), understanding, policy, composer, search, this);
    }

    private static IllegalArgumentException otherEncoder(ReleaseSummary summary, SentenceEncoder encoder) {
        return new IllegalArgumentException("release " + summary.id() + " was compiled for encoder " + summary.encoder()
                + ", this is " + encoder.fingerprint() + "; compile it again");
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

    /** Reads utterances with its lexicon. */
    public Reader reader() {
        return reader;
    }

    /** Tells what utterances ask. */
    public Understanding understanding() {
        return understanding;
    }

    /** Decides what to do about a reading. */
    public Policy policy() {
        return policy;
    }

    /** Reads what words let be known of a case. */
    public Tellings tellings() {
        return tellings;
    }

    /** Its passages by words. */
    PassageSearch search() {
        return search;
    }

    /** Stands before the door. */
    AllowedOnly allowed() {
        return allowed;
    }

    Composer composer() {
        return composer;
    }

    /** Understands calls. */
    CallListener callListener() {
        return callListener;
    }

    /** Drafts work orders of calls. */
    OrderDrafting orderDrafting() {
        return orderDrafting;
    }

    /** Understands words in the light of those before. */
    public Listener listener() {
        return listener;
    }
}
