package banshi.eval.peers;

import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.LucenePassageSearch;
import banshi.assistant.retrieval.Passage;
import banshi.corpus.Term;
import banshi.eval.files.Scratch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our own word search by itself (Lucene 对照): the taught question with the best BM25 score over words, bigrams and pinyin, in this
 * process. What understanding adds begins above it.
 */
final class LucenePeer implements Peer {
    private static final int HITS = 10; // the best may be topics, which are passed over

    private final Collection<Term> terms;
    private List<Taught> taught = List.of();
    private @Nullable Scratch index;
    private @Nullable Searching searching;

    private record Searching(Reader reader, LucenePassageSearch search) {}

    /** @param terms the lexicon that texts are read with */
    LucenePeer(Collection<Term> terms) {
        this.terms = terms;
    }

    @Override
    public String name() {
        return "lucene";
    }

    @Override
    public String about() {
        return "our Lucene index in process, BM25 over words, bigrams and pinyin, label of the best hit";
    }

    @Override
    public void learn(List<Taught> taught) throws IOException {
        this.taught = List.copyOf(taught);
        var reader = new Reader(terms);
        var passages = new ArrayList<Passage>(taught.size());
        for (var one : taught) passages.add(new Passage(passages.size(), reader.read(one.text())));
        index = Scratch.create("lucene");
        LucenePassageSearch.write(index.folder(), passages);
        searching = new Searching(reader, LucenePassageSearch.open(index.folder()));
    }

    @Override
    public Guess ask(String text) {
        var asked = searching;
        if (asked == null) throw new IllegalStateException(name() + " has not learned yet");
        for (var hit : asked.search().search(asked.reader().read(text), HITS)) {
            var pair = taught.get(hit.ordinal()).pair();
            if (pair != null) return Guess.of(pair);
        }
        return Guess.NOTHING;
    }

    @Override
    public void close() {
        if (searching != null) searching.search().close();
        if (index != null) index.discard();
    }
}
