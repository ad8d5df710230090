package banshi.assistant.replay;

import banshi.assistant.language.Reader;
import banshi.assistant.release.Release;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.corpus.Term;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * What another lexicon changes at once (词典试听): which questions are read otherwise, and what is replied to them. Nothing is learned, so that it takes a second or two for 50,000
 * questions; what learning from the new readings would change besides, a trial tells.
 *
 * @param questions how many were read
 * @param reread how many of them are read otherwise
 * @param replay of those
 */
public record Rereading(int questions, int reread, Replay replay) {
    /**
     * Reads all questions with both lexicons, on all processors, and puts those that are read otherwise to both.
     *
     * @param encoder of the release, at best one that remembers
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
        var other = questions.parallelStream()
                .filter(question -> isReadOtherwise(question.text(), answering.reader(), candidate.reader()))
                .toList();
        return new Rereading(
                questions.size(), other.size(), Replay.of(new Baseline(answering, encoder, day), candidate, other));
    }

    private static boolean isReadOtherwise(String text, Reader one, Reader other) {
        var before = one.read(text);
        var after = other.read(text);
        return !before.canonical().equals(after.canonical()) || !before.terms().equals(after.terms());
    }
}
