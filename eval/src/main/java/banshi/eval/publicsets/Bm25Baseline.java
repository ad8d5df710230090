package banshi.eval.publicsets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * What anybody gets from Lucene in an afternoon (BM25 基线): BM25 with k1 = 1.2 and b = 0.75 over one field, each distinct token of
 * the question once.
 */
final class Bm25Baseline implements Retriever {
    private static final String TEXT = "text";

    private final Function<String, List<String>> tokens;
    private final IndexSearcher searcher;

    /** Indexes the documents in memory. */
    Bm25Baseline(List<String> documents, Function<String, List<String>> tokens) {
        this.tokens = tokens;
        var similarity = new BM25Similarity(1.2f, 0.75f);
        var directory = new ByteBuffersDirectory();
        try (var analyzer = new WhitespaceAnalyzer();
                var writer = new IndexWriter(
                        directory,
                        new IndexWriterConfig(analyzer)
                                .setSimilarity(similarity)
                                .setMergePolicy(new LogDocMergePolicy()))) { // keeps the order
            for (String text : documents) {
                var document = new Document();
                document.add(new TextField(TEXT, String.join(" ", tokens.apply(text)), Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
            writer.commit();
            searcher = new IndexSearcher(DirectoryReader.open(directory));
            searcher.setSimilarity(similarity);
        } catch (IOException e) {
            throw new UncheckedIOException("indexing the documents of a public set", e);
        }
    }

    @Override
    public List<Found> search(String question, int limit) {
        var query = new BooleanQuery.Builder();
        for (String token : new LinkedHashSet<>(tokens.apply(question)))
            query.add(new TermQuery(new Term(TEXT, token)), BooleanClause.Occur.SHOULD);
        try {
            var found = new ArrayList<Found>();
            for (var doc : searcher.search(query.build(), limit).scoreDocs) found.add(new Found(doc.doc, doc.score));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("searching the documents of a public set", e);
        }
    }
}
