package banshi.eval.bench;

import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.language.Question;
import banshi.assistant.retrieval.PassageSearch;
import banshi.assistant.understanding.Reading;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What each step of a reply costs, and the whole (各环节耗时), one caller, the questions one after another. Every step but the last two
 * replies is put the same questions: the mix.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the state up
public class StageBenchmark {
    /** How many passages a search is asked for. */
    private static final int HITS = 10;

    /** The compiled release to measure. */
    @Param("")
    public String release = "";

    /** Folder of the questions of the mix; blank: the release's own phrasings with a word in front. */
    @Param("")
    public String questions = "";

    private Stages stages;
    private int next;

    /** Opens the release, unless this JVM has it open. */
    @Setup
    public void open() throws IOException {
        stages = Stages.of(release, questions);
    }

    /** Script and noise normalised, terms of the trade found, pinyin. Segmented is only for the search. */
    @Benchmark
    public Question normalise() {
        return stages.reader.read(stages.mix.get(turn(stages.mix)));
    }

    /** The reading from words alone: both heads, all rivals judged. */
    @Benchmark
    public Reading readByWords() {
        return stages.wordsAlone.read(question());
    }

    /** The sentence vector alone. */
    @Benchmark
    public float[] sentenceVector() {
        return stages.encoder.encode(question().text());
    }

    /** The reading from words and meaning, less the sentence vector. */
    @Benchmark
    public Reading readByMeaning() {
        return stages.meaningRecorded.read(question());
    }

    /** The whole reading: known, by words, or with a sentence vector, as each question needs. */
    @Benchmark
    public Reading understand() {
        return stages.whole.read(question());
    }

    /** From a reading to the words of the reply. */
    @Benchmark
    public Reply decideAndCompose() {
        int at = turn(stages.mix);
        var reading = stages.readings.get(at);
        return stages.composer.compose(stages.policy.next(reading), reading, stages.utterance(stages.mix.get(at)));
    }

    /** The passage search alone: Lucene over words, bigrams and pinyin. Explanations need it, replies do not. */
    @Benchmark
    public List<PassageSearch.Hit> searchPassages() {
        return stages.search.search(question(), HITS);
    }

    /** A whole reply over the mix. */
    @Benchmark
    public Turn replyToTheMix() {
        return stages.reply(stages.mix.get(turn(stages.mix)));
    }

    /** A whole reply to a question that was published word for word. */
    @Benchmark
    public Turn replyToAKnownQuestion() {
        return stages.reply(stages.known.get(turn(stages.known)));
    }

    /** A whole reply to a published question with a word in front: no question of a release is known by that. */
    @Benchmark
    public Turn replyToANewQuestion() {
        return stages.reply(stages.fresh.get(turn(stages.fresh)));
    }

    /** A whole reply to the first words of a conversation. */
    @Benchmark
    public Turn replyToAFirstTurn() throws IOException {
        var openings = stages.conversations().openings();
        return stages.reply(openings.get(turn(openings)));
    }

    /** A whole reply to what is said after others. */
    @Benchmark
    public Turn replyToAFollowUp() throws IOException {
        var followUps = stages.conversations().followUps();
        return stages.reply(followUps.get(turn(followUps)));
    }

    private Question question() {
        return stages.questions.get(turn(stages.questions));
    }

    private int turn(List<?> asked) {
        next = (next + 1) % asked.size();
        return next;
    }
}
