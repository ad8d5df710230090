package banshi.eval.publicsets;

import banshi.assistant.language.Reader;
import banshi.assistant.metrics.Figure;
import banshi.assistant.retrieval.PassageVectors;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.eval.publicsets.RetrievalScores.Ranked;
import banshi.eval.publicsets.Retriever.Contender;
import banshi.eval.publicsets.Section.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;

/**
 * Measures our retrievers on public sets beside plain baselines (公开集评测). Deterministic; minutes for each set the first time, for
 * every text is encoded, and seconds once its vectors are in the cache. Not thread-safe.
 */
public final class PublicSetsRun implements AutoCloseable {
    private static final List<String> RETRIEVAL = List.of("hit@1", "hit@10", "R@10", "MRR@10", "nDCG@10");
    private static final List<String> LABELS = List.of("acc", "macro-F1");
    private static final List<String> PAIRS = List.of("AUROC", "best acc", "spearman(cos)");
    private static final String FIRST = "right one first";
    private static final int DEEP = 1000;

    /** Which rows of baselines.tsv stand beside ours. */
    private static final Set<String> COMPARED = Set.of("char-bigram BM25", "BM25 10NN vote", "bigram Jaccard");

    /** The encoder that we use, as its makers measured it in floats. */
    private static final String PUBLISHED_ENCODER = "bge-small-zh-v1.5";

    private final PublicSets sets;
    private final List<Published> published;
    private final Reader reader = new Reader(List.of());
    private final VectorCache encoder;
    private final Analyzer smartcn = Tokens.smartcn();
    private final int sample;
    private final Consumer<String> say;

    /**
     * Opens the cache of vectors.
     *
     * @param data the folder of the public sets
     * @param cache a folder for what has been encoded
     * @param encoder stays open
     * @param sample look at so many documents of a set, or pairs
     * @param say is told how far it is
     * @throws IOException if the published figures are there and cannot be read
     */
    public PublicSetsRun(Path data, Path cache, SentenceEncoder encoder, int sample, Consumer<String> say)
            throws IOException {
        var files = new SetFiles(data);
        this.sets = new PublicSets(files);
        this.published = Published.read(files);
        this.encoder = new VectorCache(encoder, cache);
        this.sample = sample;
        this.say = say;
    }

    /** The names of all sets. */
    public static List<String> names() {
        return PublicSets.NAMES;
    }

    /**
     * Measures one set.
     *
     * @return Markdown: a heading and a table for each part
     * @throws IOException if its files cannot be read
     * @throws IllegalArgumentException if there is no set of this name
     */
    public String measure(String name) throws IOException {
        say.accept(name);
        var sections = switch (name) {
            case PublicSets.MSGABENCH -> ranked(sets.msgabench(), sets.confusables());
            case PublicSets.KAOHSIUNG -> ranked(sets.kaohsiung(), List.of());
            case PublicSets.STARD -> ranked(sets.stard(), List.of());
            case PublicSets.NCP_DOCUMENTS -> ranked(sets.ncpDocuments(), List.of());
            case PublicSets.NCP_ANSWERS -> ranked(sets.ncpAnswers(), List.of());
            case PublicSets.CIC -> List.of(labelled(sets.cic().sample(sample)));
            case PublicSets.PARAPHRASE -> List.of(paired(sets.paraphrases()));
            default ->
                throw new IllegalArgumentException(
                        "there is no public set " + name + "; there are: " + String.join(", ", names()));
        };
        return String.join("\n", sections.stream().map(Section::markdown).toList());
    }

    private List<Section> ranked(RetrievalSet whole, List<Confusable> allConfusables) {
        var set = whole.sample(sample);
        var confusables = set.documents().size() == whole.documents().size() ? allConfusables : List.<Confusable>of();
        var queries = new ArrayList<String>();
        set.queries().forEach(query -> queries.add(query.text()));
        confusables.forEach(confusable -> queries.add(confusable.question()));
        var rows = new ArrayList<Row>();
        var confused = new ArrayList<Row>();
        try (var own = new OwnSearches(reader, encoder, set.documents(), queries, left(set.name()))) {
            for (var contender : contenders(own, set.documents())) {
                say.accept(set.name() + ": " + contender.name());
                var rankings = set.queries().stream()
                        .map(q -> new Ranked(q, contender.retriever().search(q.text(), RetrievalScores.DEPTH)))
                        .toList();
                rows.add(Row.measured(contender.name(), RetrievalScores.of(rankings)));
                if (confusables.isEmpty()) continue;
                var right = confusables.stream()
                        .mapToDouble(c -> prefersTheRightOne(contender.retriever(), c))
                        .toArray();
                confused.add(Row.measured(contender.name(), List.of(Figure.mean(FIRST, right))));
            }
        }
        rows.addAll(published(Set.of(set.published())));
        var heading = "%s (%,d questions, %,d texts)"
                .formatted(set.what(), set.queries().size(), set.documents().size());
        var sections = new ArrayList<Section>();
        sections.add(new Section(heading, RETRIEVAL, rows));
        if (!confused.isEmpty())
            sections.add(new Section(
                    "MSGABench, questions that look alike: is the right answer before that to the other question (%,d questions)"
                            .formatted(confusables.size()),
                    List.of(FIRST),
                    confused));
        return sections;
    }

    /** 1 if the first of the answers to either question is a right one; a half where none is found. */
    private static double prefersTheRightOne(Retriever retriever, Confusable confusable) {
        for (var found : retriever.search(confusable.question(), DEEP)) {
            if (confusable.right().contains(found.document())) return 1;
            if (confusable.wrong().contains(found.document())) return 0;
        }
        return 0.5;
    }

    private Section labelled(LabelSet set) {
        var known = set.known().stream().map(LabelSet.Sentence::text).toList();
        var asked = set.asked().stream().map(LabelSet.Sentence::text).toList();
        var gold = set.asked().stream().map(LabelSet.Sentence::label).toList();
        var rows = new ArrayList<Row>();
        try (var own = new OwnSearches(reader, encoder, known, asked, left(set.name()))) {
            for (var contender : contenders(own, known)) {
                say.accept(set.name() + ": " + contender.name());
                var voted = asked.stream()
                        .map(text ->
                                LabelScores.vote(contender.retriever().search(text, LabelScores.VOTERS), set.known()))
                        .toList();
                rows.add(Row.measured(contender.name(), LabelScores.of(gold, voted)));
            }
        }
        rows.addAll(published(Set.of(set.published())));
        var heading = "%s (%,d asked, %,d known)".formatted(set.what(), asked.size(), known.size());
        return new Section(heading, LABELS, rows);
    }

    private Section paired(List<PairSet> all) {
        var rows = new ArrayList<Row>();
        for (var whole : all) {
            var set = whole.sample(sample);
            var texts = set.pairs().stream()
                    .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                    .map(this::normalized)
                    .toList();
            encoder.encodeAll(texts, left(set.name()));
            var name = set.name() + " (%,d): ".formatted(set.pairs().size());
            rows.add(pairs(name + "own meaning", set, this::cosine));
            rows.add(pairs(name + "own meaning and shared bigrams, averaged", set, p -> (cosine(p) + shared(p)) / 2));
            rows.add(pairs(name + "shared bigrams (Jaccard)", set, PublicSetsRun::shared));
            rows.addAll(published(Set.copyOf(set.published())));
        }
        return new Section("Pairs of questions that mean the same or look alike", PAIRS, rows);
    }

    private static Row pairs(String name, PairSet set, ToDoubleFunction<PairSet.Pair> similarity) {
        var similarities = set.pairs().stream().mapToDouble(similarity).toArray();
        return Row.measured(name, PairScores.of(similarities, set.pairs()));
    }

    private double cosine(PairSet.Pair pair) {
        return PassageVectors.dot(encoder.encode(normalized(pair.first())), encoder.encode(normalized(pair.second())));
    }

    private static double shared(PairSet.Pair pair) {
        var first = new HashSet<>(Tokens.bigrams(pair.first()));
        var second = new HashSet<>(Tokens.bigrams(pair.second()));
        var both = new HashSet<>(first);
        both.retainAll(second);
        first.addAll(second);
        return first.isEmpty() ? 0 : (double) both.size() / first.size();
    }

    private String normalized(String text) {
        return reader.read(text).text();
    }

    private List<Contender> contenders(OwnSearches own, List<String> documents) {
        var contenders = new ArrayList<>(own.contenders());
        contenders.add(new Contender("Lucene BM25, bigrams", new Bm25Baseline(documents, Tokens::bigrams)));
        contenders.add(new Contender(
                "Lucene BM25, smartcn", new Bm25Baseline(documents, text -> Tokens.smartcn(smartcn, text))));
        contenders.add(new Contender(
                "Lucene BM25, HanLP words", new Bm25Baseline(documents, text -> Tokens.words(reader, text))));
        return contenders;
    }

    private List<Row> published(Set<String> datasets) {
        return published.stream()
                .filter(p -> datasets.contains(p.dataset()))
                .filter(p -> COMPARED.contains(p.system()) || p.system().equals(PUBLISHED_ENCODER))
                .map(Row::published)
                .toList();
    }

    private IntConsumer left(String name) {
        return texts -> {
            if (texts % 1000 == 0) say.accept("%s: %,d texts to encode".formatted(name, texts));
        };
    }

    @Override
    public void close() {
        encoder.close();
        smartcn.close();
    }
}
