package banshi.assistant.release;

import banshi.assistant.Assistant;
import banshi.assistant.Block;
import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.dialogue.Move;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.understanding.Reading;
import banshi.assistant.understanding.Subject;
import java.util.ArrayList;
import java.util.List;

/** Answers from the current release (版本助手). */
public final class ReleaseAssistant implements Assistant, Explainer {
    private static final int REMEMBERED = 1 << 15;

    private final Releases releases;
    private final ReadingCache readings;

    /** Answers by the policy of the release, and remembers the readings of some thirty thousand questions: up to 30 MB. */
    public ReleaseAssistant(Releases releases) {
        this(releases, REMEMBERED);
    }

    /**
     * Answers by the policy of the release.
     *
     * @param remembered how many readings are kept for questions asked again, under 1 kB each; 0 for none
     */
    public ReleaseAssistant(Releases releases, int remembered) {
        this.releases = releases;
        readings = new ReadingCache(remembered);
    }

    @Override
    public Turn reply(Dialogue dialogue, Utterance utterance) {
        var release = releases.current(); // one release for the whole turn, however long it takes
        var reading = reading(release, dialogue, utterance); // 事项 × 要素, a probability
        var move = reading.step() == Reading.Step.PICKED
                ? new Move.Answer(reading.candidates().getFirst())
                : release.policy().next(reading); // sealed: answer, clarify, pass on, address a topic, give up
        var reply = release.composer().compose(move, reading, utterance);
        return new Turn(new Dialogue(offered(reply)), reply, release.summary().id());
    }

    /** What is meant: a choice that was offered ("1", "第二个"), or what the words say. */
    private Reading reading(Release release, Dialogue dialogue, Utterance utterance) {
        var said = utterance.text();
        if (dialogue.offered().isEmpty())
            return readings.of(
                    release,
                    said,
                    () -> release.understanding().read(release.reader().read(said)));
        var question = release.reader().read(said);
        return Policy.picked(dialogue, question)
                .map(ReleaseAssistant::certain)
                .orElseGet(() ->
                        readings.of(release, said, () -> release.understanding().read(question)));
    }

    /**
     * The approved answers of the likeliest readings, at the beginning of a conversation.
     *
     * @return none where the policy would neither answer nor ask which is meant
     */
    public Approved approved(Utterance utterance) {
        var release = releases.current();
        var reading = reading(release, Dialogue.NEW, utterance);
        var answers = new ArrayList<Reply.Answer>();
        switch (release.policy().next(reading)) {
            case Move.Answer answer -> addAnswers(release, reading, utterance, answers);
            case Move.Clarify clarify -> addAnswers(release, reading, utterance, answers);
            case Move.PassOn passOn -> {}
            case Move.Address address -> {}
            case Move.GiveUp giveUp -> {}
        }
        return new Approved(release.summary().id(), answers);
    }

    private static void addAnswers(Release release, Reading reading, Utterance utterance, List<Reply.Answer> to) {
        for (var candidate : reading.candidates())
            if (release.composer().compose(new Move.Answer(candidate), reading, utterance) instanceof Reply.Answer one)
                to.add(one);
    }

    /**
     * Answers from one release (已审答复).
     *
     * @param answers at most five, the likeliest first; the confidence of each is the probability of its reading
     */
    public record Approved(String release, List<Reply.Answer> answers) {
        public Approved {
            answers = List.copyOf(answers);
        }
    }

    @Override
    public Explained explain(Utterance utterance) {
        var release = releases.current();
        var question = release.reader().read(utterance.text());
        var explanation = release.understanding().explain(question, release.search());
        return new Explained(
                release.summary().id(), explanation, release.policy().next(explanation.reading()), release.policy());
    }

    private static Reading certain(Choice choice) {
        var matter = java.util.Objects.requireNonNull(choice.matter());
        var aspect = java.util.Objects.requireNonNull(choice.aspect());
        return new Reading(
                List.of(new Reading.Likely(new Subject.OfMatter(matter, true), 1)),
                List.of(new Candidate(matter, aspect, 1)),
                true,
                Reading.Step.PICKED);
    }

    private static List<Choice> offered(Reply reply) {
        return reply.blocks().stream()
                .filter(Block.Choices.class::isInstance)
                .flatMap(b -> ((Block.Choices) b).items().stream())
                .toList();
    }
}
