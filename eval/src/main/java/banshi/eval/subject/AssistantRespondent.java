package banshi.eval.subject;

import banshi.assistant.Assistant;
import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.assistant.understanding.Reading;
import banshi.corpus.MatterId;
import banshi.eval.cases.Act;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An assistant in this process (进程内被测), asked as the web channel asks, without a region.
 *
 * @param day on which the answers must be valid; fixed, so that the same release gives the same figures tomorrow
 * @param inside null where nothing of it can be seen
 */
public record AssistantRespondent(
        Assistant assistant, LocalDate day, @Nullable Inside inside) implements Respondent {
    /** Asks on the release's own day. */
    public static AssistantRespondent of(OpenedAssistant opened) {
        return new AssistantRespondent(opened.assistant(), opened.day(), opened.inside());
    }

    @Override
    public Conversation open() {
        return new Remembered();
    }

    @Override
    public Optional<Reading.Step> step(String text) {
        return inside == null ? Optional.empty() : Optional.of(inside.step().apply(text));
    }

    /** Keeps what the last turn gave back. */
    private final class Remembered implements Conversation {
        private Dialogue dialogue = Dialogue.NEW;

        @Override
        public Response ask(String text) {
            try {
                var turn = assistant.reply(dialogue, new Utterance(text, Utterance.Channel.WEB, null, day));
                dialogue = turn.dialogue();
                return response(turn.reply());
            } catch (RuntimeException e) { // one broken case is one miss, and the others are still worth measuring
                return new Response.Failed(e.toString());
            }
        }
    }

    private static Response response(Reply reply) {
        return switch (reply) {
            case Reply.Answer a ->
                new Response.Replied(
                        Act.ANSWER,
                        a.matter(),
                        a.aspect(),
                        a.confidence(),
                        a.candidates(),
                        List.of(),
                        PlainText.of(a.blocks()),
                        a.verdict(),
                        a.materials(),
                        a.template().value());
            case Reply.Together t ->
                new Response.Replied(
                        Act.ANSWER,
                        null,
                        null,
                        t.confidence(),
                        t.candidates(),
                        List.of(),
                        PlainText.of(t.blocks()),
                        null,
                        t.materials(),
                        t.bundle().value());
            case Reply.Clarify c -> replied(c, Act.CLARIFY, null, c.choices());
            case Reply.Decline d -> replied(d, Act.DECLINE, null, List.of());
            case Reply.Handoff h -> replied(h, Act.HANDOFF, h.matter(), List.of());
            case Reply.Smalltalk s -> replied(s, Act.SMALLTALK, null, List.of());
            case Reply.Emergency e -> replied(e, Act.EMERGENCY, null, List.of());
        };
    }

    private static double best(Reply reply) {
        return reply.candidates().stream().mapToDouble(Candidate::p).findFirst().orElse(0);
    }

    private static Response replied(Reply reply, Act act, @Nullable MatterId matter, List<Choice> choices) {
        return new Response.Replied(
                act,
                matter,
                null,
                best(reply),
                reply.candidates(),
                choices,
                PlainText.of(reply.blocks()),
                null,
                List.of(),
                null);
    }
}
