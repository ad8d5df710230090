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
import java.util.List;

/** Answers from the current release (版本助手). */
public final class ReleaseAssistant implements Assistant {
    private final Releases releases;

    /** Answers by the policy of the release. */
    public ReleaseAssistant(Releases releases) {
        this.releases = releases;
    }

    @Override
    public Turn reply(Dialogue dialogue, Utterance utterance) {
        var release = releases.current(); // one release for the whole turn, however long it takes
        var question = release.reader().read(utterance.text()); // 归一化、分词
        var picked = Policy.picked(dialogue, question); // "1", "第二个"
        var reading = picked.map(ReleaseAssistant::certain)
                .orElseGet(() -> release.understanding().read(question)); // 事项 × 要素, a probability
        var move = picked.isPresent()
                ? new Move.Answer(reading.candidates().getFirst())
                : release.policy().next(reading); // sealed: answer, clarify, pass on, address a topic, give up
        var reply = release.composer().compose(move, reading, utterance);
        return new Turn(new Dialogue(offered(reply)), reply, release.summary().id());
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
