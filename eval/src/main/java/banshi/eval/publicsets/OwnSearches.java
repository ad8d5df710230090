package banshi.eval.publicsets;

import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.FieldWeights;
import banshi.assistant.retrieval.HybridPassageSearch;
import banshi.assistant.retrieval.LucenePassageSearch;
import banshi.assistant.retrieval.Passage;
import banshi.assistant.retrieval.PassageSearch;
import banshi.assistant.retrieval.TextWindows;
import banshi.assistant.retrieval.VectorPassageSearch;
import banshi.eval.files.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Our retrievers over the documents of one set (本系统检索器), and what is left when a part is taken out. No lexicon is read in. */
final class OwnSearches implements AutoCloseable {
    private final Reader reader;
    private final Scratch scratch;
    private final Path index;
    private final List<PassageSearch> opened = new ArrayList<>();
    private final VectorPassageSearch meaning;

    /**
     * Indexes and encodes the documents.
     *
     * @param encoder stays open
     * @param queries are encoded beforehand, on all cores
     * @param left is told how many texts are not encoded yet
     * @throws UncheckedIOException if the temporary index cannot be written
     */
    OwnSearches(Reader reader, VectorCache encoder, List<String> documents, List<String> queries, IntConsumer left) {
        this.reader = reader;
        try {
            scratch = Scratch.create("public-set");
        } catch (IOException e) {
            throw new UncheckedIOException("making a temporary folder for an index", e);
        }
        index = scratch.folder();
        var passages = new ArrayList<Passage>();
        for (String document : documents) passages.add(new Passage(passages.size(), reader.read(document)));
        LucenePassageSearch.write(index, passages);
        var windows = windows(documents);
        var toEncode = new ArrayList<String>();
        windows.forEach(toEncode::addAll);
        for (String query : queries) toEncode.add(reader.read(query).text());
        encoder.encodeAll(toEncode, left);
        meaning = VectorPassageSearch.overWindows(encoder, windows);
    }

    private List<List<String>> windows(List<String> documents) {
        var windows = new ArrayList<List<String>>();
        for (String document : documents) {
            var pieces = TextWindows.OF_ANSWERS.of(document);
            windows.add(pieces.stream().map(piece -> reader.read(piece).text()).toList());
        }
        return windows;
    }

    /** The product as it is, then its parts, then its words with fields taken out. */
    List<Retriever.Contender> contenders() {
        return List.of(
                contender("own: words and meaning", new HybridPassageSearch(words(FieldWeights.ALL), meaning)),
                contender("own: words alone", words(FieldWeights.ALL)),
                contender("own: meaning alone", meaning),
                contender(
                        "own without pinyin",
                        new HybridPassageSearch(words(FieldWeights.ALL.withoutPinyin()), meaning)),
                contender(
                        "own without segmented words",
                        new HybridPassageSearch(words(FieldWeights.ALL.withoutWords()), meaning)));
    }

    private LucenePassageSearch words(FieldWeights weights) {
        var search = LucenePassageSearch.open(index, weights);
        opened.add(search);
        return search;
    }

    private Retriever.Contender contender(String name, PassageSearch search) {
        return new Retriever.Contender(
                name,
                (question, limit) -> search.search(reader.read(question), limit).stream()
                        .map(hit -> new Retriever.Found(hit.ordinal(), hit.score()))
                        .toList());
    }

    /** Deletes the index. */
    @Override
    public void close() {
        opened.forEach(PassageSearch::close);
        try {
            scratch.close();
        } catch (IOException e) {
            throw new UncheckedIOException("deleting the temporary index " + index, e);
        }
    }
}
