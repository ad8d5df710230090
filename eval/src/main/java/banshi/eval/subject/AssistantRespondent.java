package banshi.eval.subject;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Utterance;
import banshi.assistant.cases.Response;
import banshi.assistant.understanding.Reading;
import java.time.LocalDate;
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
    public Optional<Listening> listening() {
        return Optional.ofNullable(inside).map(Inside::calls).map(calls -> new Listening(calls, day));
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
                return Response.of(turn.reply());
            } catch (RuntimeException e) { // one broken case is one miss, and the others are still worth measuring
                return new Response.Failed(e.toString());
            }
        }
    }
}
