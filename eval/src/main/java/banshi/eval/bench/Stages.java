package banshi.eval.bench;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.answer.Composer;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.release.Release;
import banshi.assistant.release.ReleaseAssistant;
import banshi.assistant.release.Releases;
import banshi.assistant.retrieval.LucenePassageSearch;
import banshi.assistant.retrieval.OnnxSentenceEncoder;
import banshi.assistant.retrieval.PassageSearch;
import banshi.assistant.retrieval.PassageVectors;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.assistant.understanding.Judgement;
import banshi.assistant.understanding.Labels;
import banshi.assistant.understanding.Reading;
import banshi.assistant.understanding.Understanding;
import banshi.corpus.yaml.ContentJson;
import banshi.eval.subject.Asked;
import banshi.eval.subject.RecordedEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A release taken apart into the steps of a reply (分步), with questions to put to each. Opened once in a JVM: what a benchmark
 * measures is the step, and opening takes longer than that.
 *
 * <p>Only public doors are used. Words alone are read by an understanding to which all words are clear enough; words and meaning
 * without the sentence vector by one to which none are, on vectors that were made before.
 */
final class Stages {
    private static final Map<List<String>, Stages> OPEN = new ConcurrentHashMap<>();

    /** Above any probability: the words alone are never clear. */
    private static final double NEVER = 2;

    /** Where there are no conversations, so many questions are followed by this. */
    private static final int SHORT_TALKS = 100;

    private static final String NEXT = "那要多少钱";

    final List<String> mix;
    final List<String> known;
    final List<String> fresh;
    final List<Question> questions;
    final List<Reading> readings;
    final Reader reader;
    final Understanding whole;
    final Understanding wordsAlone;
    final Understanding meaningRecorded;
    final SentenceEncoder encoder;
    final PassageSearch search;
    final Policy policy;
    final Composer composer;
    final LocalDate day;

    private final ReleaseAssistant assistant;
    private final @Nullable Path questionFiles;
    private @Nullable Conversations conversations;

    /** What was said before, and what is said now. */
    record Said(Dialogue before, String text) {}

    /** The first words of conversations, and all that was said after them. */
    record Conversations(List<String> openings, List<Said> followUps) {}

    private Stages(Path folder, @Nullable Path questionFiles) throws IOException {
        this.questionFiles = questionFiles;
        var model = OnnxSentenceEncoder.open();
        var release = Release.open(folder, model);
        encoder = model;
        reader = release.reader();
        whole = release.understanding();
        assistant = new ReleaseAssistant(new Releases(release), 0);
        day = release.summary().day();
        known = Asked.published(release.content());
        fresh = known.stream().map(t -> "我家里人问起，" + t).toList();
        mix = questionFiles == null ? fresh : Asked.in(questionFiles);
        questions = mix.stream().map(reader::read).toList();
        readings = questions.stream().map(whole::read).toList();
        search = LucenePassageSearch.open(folder.resolve("index"));
        policy = release.policy();
        composer = new Composer(release.content(), release.graph());
        var judgement = ContentJson.mapper().readValue(folder.resolve("judgement.json"), Judgement.class);
        wordsAlone = whole.with(judgement.clearFrom(0));
        meaningRecorded = Understanding.open(
                Labels.read(folder.resolve("labels.bin")),
                PassageVectors.read(folder.resolve("vectors.bin")),
                RecordedEncoder.of(
                        encoder, questions.stream().map(Question::text).toList()),
                folder.resolve("learned.bin"),
                judgement.clearFrom(NEVER),
                composer.answerable());
    }

    /**
     * The stages of a release, opened at the first call.
     *
     * @param questions folder of evaluation files; blank: the release's own phrasings, put a little differently
     * @throws IOException if a file cannot be read
     */
    static Stages of(String release, String questions) throws IOException {
        var key = List.of(release, questions);
        var open = OPEN.get(key);
        if (open == null) {
            open = new Stages(Path.of(release), questions.isBlank() ? null : Path.of(questions));
            OPEN.put(key, open);
        }
        return open;
    }

    Turn reply(String text) {
        return reply(new Said(Dialogue.NEW, text));
    }

    Turn reply(Said said) {
        return assistant.reply(said.before(), utterance(said.text()));
    }

    /** Those of the evaluation files, or else the mix with one thing asked behind it; held at the first call, a reply each. */
    synchronized Conversations conversations() throws IOException {
        if (conversations == null) conversations = held(questionFiles == null ? List.of() : Asked.talks(questionFiles));
        return conversations;
    }

    private Conversations held(List<List<String>> talks) {
        var openings = new ArrayList<String>();
        var followUps = new ArrayList<Said>();
        for (var talk : talks.isEmpty()
                ? mix.stream().limit(SHORT_TALKS).map(q -> List.of(q, NEXT)).toList()
                : talks) {
            var dialogue = Dialogue.NEW;
            for (String text : talk) {
                if (dialogue.isFresh()) openings.add(text);
                else followUps.add(new Said(dialogue, text));
                dialogue = reply(new Said(dialogue, text)).dialogue();
            }
        }
        return new Conversations(openings, followUps);
    }

    Utterance utterance(String text) {
        return new Utterance(text, Utterance.Channel.WEB, null, day);
    }
}
