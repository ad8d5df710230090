package banshi.assistant.retrieval;

import banshi.assistant.Utterance;
import banshi.assistant.language.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryRescorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/**
 * BM25 over words, character bigrams and pinyin bigrams in one Lucene index (词面检索), memory-mapped.
 *
 * <p>A question becomes one term query per distinct token and field. Document order is passage order: the index is written by one
 * thread and merged into one segment, so a document's number is the passage's ordinal.
 *
 * <p>Scores are divided by what a passage of average length with every token of the question once would score, so that they mean
 * the same for short and long questions. Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
 * 2009.
 *
 * <p>Up to {@value #EXACT_UP_TO} passages the best are found among all. Beyond, common terms would cost most of the time and decide
 * least: the rarest terms of a question name {@value #CANDIDATES} candidates, whose scores are then completed with the other terms.
 * A passage that shares only common terms is found only where there are none better, so that time grows little with passages:
 * {@code ./banshi bench growth}. Source: Wang, Lin and Metzler, "A Cascade Ranking Model for Efficient Ranked Retrieval", 2011.
 */
public final class LucenePassageSearch implements PassageSearch {
    /** Tells apart indexes of which one cannot take from the other. */
    public static final String FORM = "lucene " + Version.LATEST.major;

    private static final String WORDS = "words";
    private static final String BIGRAMS = "bigrams";
    private static final String PINYIN = "pinyin";
    private static final List<String> FIELDS = List.of(WORDS, BIGRAMS, PINYIN);

    /** BM25's tf part for one occurrence in a text of average length: 1 / (1 + k1), Lucene leaves out the constant k1 + 1. */
    private static final float ONE_OCCURRENCE = 1f / (1f + 1.2f);

    /** Terms of one question: three fields of the longest utterance, and room for what NFKC makes longer. */
    private static final int MOST_TERMS = 4 * Utterance.LONGEST;

    /** So many passages at most are searched exactly, however common the terms of the question are. */
    private static final int EXACT_UP_TO = 100_000;

    /** How many postings the terms that name the candidates have together; the rarest term alone may have more. */
    private static final int RARE_POSTINGS = 4_000;

    /** Of which the best are chosen, or more where more are asked for. */
    private static final int CANDIDATES = 100;

    static {
        // Lucene's limit of 1,024 is for the whole JVM; a citizen's long story has more terms than that
        IndexSearcher.setMaxClauseCount(Math.max(MOST_TERMS, IndexSearcher.getMaxClauseCount()));
    }

    /** Large enough for most releases to be written at once. */
    private static final int BUFFER_MEGABYTES = 64;

    /** In which passages a token is, how often, and how long they are; not where in them. */
    private static final FieldType COUNTED = new FieldType();

    static {
        COUNTED.setTokenized(true);
        COUNTED.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        COUNTED.freeze();
    }

    /** Tokens that are there already (现成词元). */
    private static final class Tokens extends TokenStream {
        private final CharTermAttribute token = addAttribute(CharTermAttribute.class);
        private Iterator<String> left = Collections.emptyIterator();

        void of(List<String> tokens) {
            left = tokens.iterator();
        }

        @Override
        public boolean incrementToken() {
            if (!left.hasNext()) return false;
            clearAttributes();
            token.append(left.next());
            return true;
        }
    }

    private record Weighted(String field, float weight) {}

    /** A term of a question as a query, and in how many passages it is. */
    private record Sought(Query query, int docFreq) {}

    private final MMapDirectory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final List<Weighted> weights;
    private final int rarePostings;

    private LucenePassageSearch(
            MMapDirectory directory, DirectoryReader reader, FieldWeights weights, int rarePostings) {
        this.directory = directory;
        this.reader = reader;
        this.rarePostings = rarePostings;
        this.searcher = new IndexSearcher(reader);
        this.searcher.setSimilarity(new BM25Similarity());
        this.searcher.setQueryCache(null);
        this.weights = Stream.of(
                        new Weighted(WORDS, weights.words()),
                        new Weighted(BIGRAMS, weights.bigrams()),
                        new Weighted(PINYIN, weights.pinyin()))
                .filter(w -> w.weight() > 0)
                .toList();
    }

    /**
     * Writes an index of the passages.
     *
     * @param folder new or empty
     * @param passages with ordinals 0, 1, 2 …
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static void write(Path folder, List<Passage> passages) {
        try (var directory = new MMapDirectory(folder)) {
            write(directory, passages);
        } catch (IOException e) {
            throw writing(folder, e);
        }
    }

    /**
     * Writes the same index, and takes from another what it has of the same passages: a few tenths of a second where most are there.
     *
     * @param folder new or empty
     * @param earlier folder of the other index
     * @param standing for each passage where it stands in the other, ascending, or -1; who reads it finds the same tokens
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static void write(Path folder, List<Passage> passages, Path earlier, int[] standing) {
        var stretches = stretches(standing);
        if (stretches.size() > MOST_STRETCHES) {
            write(folder, passages);
            return;
        }
        try (var there = opened(earlier);
                var fresh = new ByteBuffersDirectory()) {
            if (there == null) {
                write(folder, passages);
                return;
            }
            var others = IntStream.range(0, standing.length)
                    .filter(i -> standing[i] < 0)
                    .mapToObj(passages::get)
                    .toList();
            write(fresh, others);
            try (var here = DirectoryReader.open(fresh);
                    var directory = new MMapDirectory(folder);
                    var writer = writer(directory)) {
                var parts = new ArrayList<CodecReader>();
                int written = 0;
                for (var stretch : stretches) {
                    if (stretch.from() >= 0) parts.add(new Part(whole(there), stretch.from(), stretch.length()));
                    else {
                        parts.add(new Part(whole(here), written, stretch.length()));
                        written += stretch.length();
                    }
                }
                writer.addIndexes(parts.toArray(CodecReader[]::new));
                writer.forceMerge(1);
                writer.commit();
            }
        } catch (IOException e) {
            throw writing(folder, e);
        }
    }

    /** Null where it cannot be read, which is no reason to write none. */
    private static @Nullable DirectoryReader opened(Path folder) {
        try {
            return DirectoryReader.open(new MMapDirectory(folder));
        } catch (IOException e) {
            return null;
        }
    }

    /** Each costs a look at all terms; beyond, writing anew is quicker. */
    private static final int MOST_STRETCHES = 12;

    /**
     * Passages that stand next to each other in another index, too.
     *
     * @param from where the first stands there; -1 for passages that it has not
     */
    private record Stretch(int from, int length) {}

    private static List<Stretch> stretches(int[] standing) {
        var stretches = new ArrayList<Stretch>();
        for (int begin = 0, end; begin < standing.length; begin = end) {
            end = begin + 1;
            while (end < standing.length && standing[end] == (standing[begin] < 0 ? -1 : standing[end - 1] + 1)) end++;
            stretches.add(new Stretch(standing[begin], end - begin));
        }
        return stretches;
    }

    /** The only segment of an index that was written here. */
    private static CodecReader whole(DirectoryReader reader) {
        var leaves = reader.leaves();
        if (leaves.size() != 1 || !(leaves.getFirst().reader() instanceof CodecReader whole))
            throw new IllegalArgumentException("a passage index has one segment, this has " + leaves.size());
        return whole;
    }

    /** Some neighbours of an index, as if all others were deleted: they are dropped where it is merged. */
    private static final class Part extends FilterCodecReader {
        private final FixedBitSet live;

        Part(CodecReader whole, int from, int length) {
            super(whole);
            live = new FixedBitSet(whole.maxDoc());
            live.set(from, from + length);
        }

        @Override
        public Bits getLiveDocs() {
            return live;
        }

        @Override
        public int numDocs() {
            return live.cardinality();
        }

        @Override
        public @Nullable CacheHelper getCoreCacheHelper() {
            return null;
        }

        @Override
        public @Nullable CacheHelper getReaderCacheHelper() {
            return null;
        }
    }

    private static IndexWriter writer(Directory directory) throws IOException {
        return new IndexWriter(
                directory,
                new IndexWriterConfig()
                        .setSimilarity(new BM25Similarity())
                        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                        .setMergePolicy(new LogDocMergePolicy()) // merges neighbours only: keeps the order
                        .setUseCompoundFile(false));
    }

    private static void write(Directory directory, List<Passage> passages) throws IOException {
        try (var writer = writer(directory)) {
            var tokens = FIELDS.stream().collect(Collectors.toMap(field -> field, field -> new Tokens()));
            for (var passage : passages) {
                var document = new Document();
                tokens.forEach((field, stream) -> {
                    stream.of(tokens(passage.question(), field));
                    document.add(new Field(field, stream, COUNTED));
                });
                writer.addDocument(document);
            }
            writer.forceMerge(1);
            writer.commit();
        }
    }

    private static UncheckedIOException writing(Path folder, IOException e) {
        return new UncheckedIOException("writing the passage index to " + folder, e);
    }

    /**
     * Opens an index that {@link #write} has written, to search all its fields with the weights of {@link FieldWeights#ALL}.
     *
     * @throws UncheckedIOException if it is not there or not readable
     */
    public static LucenePassageSearch open(Path folder) {
        return open(folder, FieldWeights.ALL);
    }

    /**
     * Likewise, with other weights, or to leave out fields.
     *
     * @throws UncheckedIOException if the index is not there or not readable
     */
    public static LucenePassageSearch open(Path folder, FieldWeights weights) {
        return open(folder, weights, EXACT_UP_TO, RARE_POSTINGS);
    }

    static LucenePassageSearch open(Path folder, FieldWeights weights, int exactUpTo, int rarePostings) {
        try {
            var directory = new MMapDirectory(folder);
            var reader = DirectoryReader.open(directory);
            return new LucenePassageSearch(
                    directory, reader, weights, reader.maxDoc() <= exactUpTo ? Integer.MAX_VALUE : rarePostings);
        } catch (IOException e) {
            throw new UncheckedIOException("opening the passage index in " + folder, e);
        }
    }

    @Override
    public List<Hit> search(Question question, int limit) {
        try {
            var sought = new ArrayList<Sought>();
            float whole = 0;
            for (var weighted : weights) {
                for (String token : distinct(question, weighted.field())) {
                    var term = new Term(weighted.field(), token);
                    var states = TermStates.build(searcher, term, true);
                    whole += weighted.weight() * idf(states.docFreq()) * ONE_OCCURRENCE;
                    if (states.docFreq() == 0 || sought.size() == MOST_TERMS) continue;
                    var query = new BoostQuery(new TermQuery(term, states), weighted.weight());
                    sought.add(new Sought(query, states.docFreq()));
                }
            }
            var found = best(sought, limit);
            var hits = new ArrayList<Hit>(found.scoreDocs.length);
            for (var doc : found.scoreDocs) hits.add(new Hit(doc.doc, Math.min(1f, doc.score / whole)));
            return hits;
        } catch (IOException e) {
            throw new UncheckedIOException("searching the passage index", e);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private TopDocs best(List<Sought> sought, int limit) throws IOException {
        var rarestFirst = new ArrayList<>(sought);
        rarestFirst.sort(Comparator.comparingInt(Sought::docFreq));
        int rare = 0;
        for (long postings = 0; rare < rarestFirst.size(); rare++) {
            postings += rarestFirst.get(rare).docFreq();
            if (rare > 0 && postings > rarePostings) break;
        }
        if (rare == rarestFirst.size()) return searcher.search(anyOf(sought), limit);
        var candidates = searcher.search(anyOf(rarestFirst.subList(0, rare)), Math.max(limit, CANDIDATES));
        var others = anyOf(rarestFirst.subList(rare, rarestFirst.size()));
        return QueryRescorer.rescore(searcher, candidates, others, 1, limit);
    }

    private static Query anyOf(List<Sought> sought) {
        var any = new BooleanQuery.Builder();
        for (var one : sought) any.add(one.query(), BooleanClause.Occur.SHOULD);
        return any.build();
    }

    /** As BM25Similarity computes it. */
    private float idf(int docFreq) {
        return (float) Math.log(1 + (reader.maxDoc() - docFreq + 0.5) / (docFreq + 0.5));
    }

    @Override
    public void close() {
        try {
            reader.close();
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the passage index", e);
        }
    }

    private static Set<String> distinct(Question question, String field) {
        return new LinkedHashSet<>(tokens(question, field));
    }

    private static List<String> tokens(Question question, String field) {
        return switch (field) {
            case WORDS -> question.words();
            case BIGRAMS -> bigrams(question.canonical());
            default -> pairs(question.syllables());
        };
    }

    private static List<String> bigrams(String text) {
        if (text.length() < 2) return text.isEmpty() ? List.of() : List.of(text);
        var bigrams = new ArrayList<String>(text.length() - 1);
        for (int i = 0; i + 1 < text.length(); i++) bigrams.add(text.substring(i, i + 2));
        return bigrams;
    }

    private static List<String> pairs(List<String> syllables) {
        if (syllables.size() < 2) return syllables;
        var pairs = new ArrayList<String>(syllables.size() - 1);
        for (int i = 0; i + 1 < syllables.size(); i++) pairs.add(syllables.get(i) + syllables.get(i + 1));
        return pairs;
    }
}
