package banshi.assistant.replay;

import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.release.Release;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.corpus.Term;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What another lexicon changes at once (重读): which questions are read otherwise, and what is replied to them. Nothing is learned anew, so that 50,000 questions take a second or
 * two; what learning from the new readings would change besides, a trial tells.
 *
 * @param questions how many were read
 * @param reread how many of them are read otherwise
 * @param examples the first of those, at most {@value #MOST_EXAMPLES}
 * @param replay of those, or of {@value #MOST_ASKED} of them from beginning to end where there are more
 */
public record Rereading(int questions, int reread, List<Example> examples, Replay replay) {
    private static final int MOST_EXAMPLES = 100;

    /** Each takes a sentence vector or two, for nothing was encoded in these words yet. */
    private static final int MOST_ASKED = 500;

    public Rereading {
        examples = List.copyOf(examples);
    }

    /**
     * A question that is read otherwise (读法有变).
     *
     * @param before its words by the lexicon that answers, {@code after} by the other
     */
    public record Example(String question, List<String> before, List<String> after) {
        public Example {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * Reads all questions with both lexicons, on all processors, and puts those that are read otherwise to both.
     *
     * @param encoder of the release
     * @param terms the other lexicon, whole
     * @param day on which the answers must be valid
     */
    public static Rereading of(
            Release answering,
            SentenceEncoder encoder,
            Collection<Term> terms,
            List<ReplayQuestion> questions,
            LocalDate day) {
        var candidate = answering.hearing(terms);
        var before = answering.reader();
        var after = candidate.reader();
        var other = questions.parallelStream()
                .filter(question -> isOtherwise(before.read(question.text()), after.read(question.text())))
                .toList();
        return new Rereading(
                questions.size(),
                other.size(),
                other.stream()
                        .limit(MOST_EXAMPLES)
                        .map(question -> example(question.text(), before, after))
                        .toList(),
                Replay.of(new Baseline(answering, encoder, day), candidate, spread(other)));
    }

    private static Example example(String text, Reader before, Reader after) {
        return new Example(text, before.read(text).words(), after.read(text).words());
    }

    private static boolean isOtherwise(Question before, Question after) {
        return !before.canonical().equals(after.canonical())
                || !before.terms().equals(after.terms())
                || !before.words().equals(after.words());
    }

    private static List<ReplayQuestion> spread(List<ReplayQuestion> all) {
        if (all.size() <= MOST_ASKED) return all;
        return IntStream.range(0, MOST_ASKED)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / MOST_ASKED)))
                .toList();
    }
}
