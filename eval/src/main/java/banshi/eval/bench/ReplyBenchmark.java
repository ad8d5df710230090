package banshi.eval.bench;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.LucenePassageSearch;
import banshi.assistant.retrieval.OnnxSentenceEncoder;
import banshi.assistant.retrieval.PassageSearch;
import banshi.corpus.Content;
import banshi.corpus.Phrasing;
import banshi.corpus.yaml.ContentJson;
import banshi.eval.subject.OpenedAssistant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a whole reply costs, beside its parts in the same run (回复耗时): the sentence vector alone and the word search alone. The
 * questions are the release's own phrasings of all matters, each with a word in front, so that none is known by heart; one after
 * the other.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the state up
public class ReplyBenchmark {
    /** The compiled release to measure. */
    @Param("")
    public String release = "";

    private List<String> asked = List.of();
    private List<String> published = List.of();
    private List<Question> read = List.of();
    private int next;
    private OpenedAssistant opened;
    private OnnxSentenceEncoder encoder;
    private PassageSearch search;

    /** Opens the release three times over: what is measured shares nothing. */
    @Setup
    public void open() throws IOException {
        opened = OpenedAssistant.open(Path.of(release));
        encoder = OnnxSentenceEncoder.open();
        search = LucenePassageSearch.open(Path.of(release, "index"));
        var content = ContentJson.mapper().readValue(Path.of(release, "content.json"), Content.class);
        var reader = new Reader(content.terms());
        published = content.phrasings().stream().map(Phrasing::text).toList();
        asked = published.stream().map(t -> "请问" + t).toList();
        read = asked.stream().map(reader::read).toList();
    }

    /** Closes what was opened beside the assistant. */
    @TearDown
    public void close() {
        encoder.close();
        search.close();
    }

    /** A question in new words: normalised, segmented, embedded, searched, read, answered. */
    @Benchmark
    public Turn replyToANewQuestion() {
        return reply(asked.get(turn()));
    }

    /** A question that was published word for word: no embedding. */
    @Benchmark
    public Turn replyToAKnownQuestion() {
        return reply(published.get(turn()));
    }

    /** The sentence vector alone. */
    @Benchmark
    public float[] embeddingAlone() {
        return encoder.encode(read.get(turn()).text());
    }

    /** The word search alone: Lucene over words, bigrams and pinyin, 200 hits. */
    @Benchmark
    public List<PassageSearch.Hit> searchAlone() {
        return search.search(read.get(turn()), 200);
    }

    private Turn reply(String text) {
        return opened.assistant().reply(Dialogue.NEW, new Utterance(text, Utterance.Channel.WEB, null, opened.day()));
    }

    private int turn() {
        next = (next + 1) % asked.size();
        return next;
    }
}
