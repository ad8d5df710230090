package banshi.assistant.release;

import banshi.assistant.Candidate;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.assistant.dialogue.Listener;
import banshi.assistant.dialogue.Move;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.language.Reader;
import banshi.assistant.understanding.Reading;
import banshi.assistant.understanding.Understanding;
import banshi.corpus.Content;
import banshi.corpus.MatterId;
import banshi.corpus.Telling;
import banshi.graph.Circumstances;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a candidate certainly replies as the release before it (必然不变的答复), without asking it: nine in ten of the questions that a candidate is tried with are its own phrasings.
 *
 * <p>Words that are published word for word, hold no words of a topic, and are published as an aspect that has a template, are read as that with 0.99 of all probability for the matter and 0.99 of
 * that for the aspect ({@link Understanding#published}); whatever has been learned decides the rest. Where the policy answers what is so likely ({@link Policy#answers}), the answer follows from
 * matter, aspect, words and content alone. So both releases reply alike if both publish the words as the same, tell cases of that matter by the same fragments, and have the same facts, or make
 * the same answer of theirs, which is composed to see. How sure they are is all that may differ. Where any of this is not so, nothing is said: ask. Immutable, thread-safe.
 */
public final class Unmoved {
    private final Release before;
    private final Release candidate;
    private final boolean sameFacts;
    private final Set<MatterId> toldOtherwise;

    /** Between two releases; some tenths of a second. */
    public Unmoved(Release before, Release candidate) {
        this.before = before;
        this.candidate = candidate;
        sameFacts = facts(before).equals(facts(candidate));
        toldOtherwise = toldOtherwise(before.content(), candidate.content());
    }

    /** All that an answer's words can come from. */
    private static Content facts(Release release) {
        return release.content().withPhrasings(List.of());
    }

    private static Set<MatterId> toldOtherwise(Content before, Content candidate) {
        if (before.tellings().equals(candidate.tellings())) return Set.of();
        var was = byMatter(before);
        var is = byMatter(candidate);
        var matters = new HashSet<>(was.keySet());
        matters.addAll(is.keySet());
        matters.removeIf(matter -> Objects.equals(was.get(matter), is.get(matter)));
        return matters;
    }

    private static Map<MatterId, List<Telling>> byMatter(Content content) {
        return content.tellings().stream().collect(Collectors.groupingBy(Telling::matter));
    }

    /**
     * Whether the candidate certainly replies the same to the first words of a conversation, but for how sure it is.
     *
     * @param reply what the release before it replied
     * @param known what it took from the words of the case
     */
    public boolean is(Utterance first, Reply reply, Circumstances known) {
        if (!(reply instanceof Reply.Answer answer)) return false;
        var key = Reader.key(first.text());
        return isAnsweredAs(before, key, answer)
                && isAnsweredAs(candidate, key, answer)
                && !toldOtherwise.contains(answer.matter())
                && (sameFacts || same(answer, composed(answer, key, known, first)));
    }

    private static boolean isAnsweredAs(Release release, String key, Reply.Answer answer) {
        return release.listener()
                .published(key)
                .filter(known -> release.policy().answers(known.p(), Understanding.CERTAIN))
                .filter(known ->
                        known.matter().equals(answer.matter()) && known.aspect().equals(answer.aspect()))
                .isPresent();
    }

    /** What the candidate says to that. */
    private Reply composed(Reply.Answer answer, String key, Circumstances known, Utterance first) {
        var meant = new Candidate(answer.matter(), answer.aspect(), 1);
        var talk = new Dialogue.Talk(meant.matter(), meant.aspect(), known, 0);
        var reading = new Reading(List.of(), List.of(meant), true, Reading.Step.KNOWN);
        var asked = Policy.question(candidate.graph(), talk).orElse(null);
        return candidate
                .allowed()
                .of(candidate
                        .composer()
                        .compose(new Move.Answer(meant), reading, first, known, asked, Listener.asksHowLong(key)));
    }

    private static boolean same(Reply.Answer one, Reply other) {
        return other instanceof Reply.Answer answer
                && answer.readAs(0, List.of()).equals(one.readAs(0, List.of()));
    }
}
