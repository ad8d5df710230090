package banshi.channels.conversation;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Utterance;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Takes turns in the conversations of all channels (对话台): the assistant gets the dialogue so far, what comes back is kept for the next turn, and the turn is
 * written down. Thread-safe; blocks, and costs what a reply costs: never on an event loop.
 */
public final class Turns {
    private final Assistant assistant;
    private final Conversations conversations;
    private final TurnLog log;
    private final Erasure erasure;

    /** What takes them, where dialogues wait, where turns are written down and taken away again. */
    public Turns(Assistant assistant, Conversations conversations, TurnLog log, Erasure erasure) {
        this.assistant = assistant;
        this.conversations = conversations;
        this.log = log;
        this.erasure = erasure;
    }

    /**
     * Takes one. If the assistant throws, the dialogue stays as it was.
     *
     * @param conversation with its channel, as {@code web\n5f0c2f64}
     */
    public Answered take(String conversation, Utterance utterance) {
        return take(conversation, _ -> utterance);
    }

    /**
     * Takes one in which it depends on the dialogue so far what was said, as where a choice is picked by its id.
     *
     * @param said may be asked again; what it throws leaves the dialogue as it was
     */
    public Answered take(String conversation, Function<Dialogue, Utterance> said) {
        var heard = new AtomicReference<Utterance>();
        var turn = conversations.next(conversation, dialogue -> {
            var utterance = said.apply(dialogue);
            heard.set(utterance);
            return assistant.reply(dialogue, utterance);
        });
        var answered = Answered.of(turn);
        log.taken(conversation, answered.id(), heard.get(), turn);
        return answered;
    }

    /** Forgets the dialogue, and soon what was written down of it. */
    public void forget(String conversation) {
        conversations.forget(conversation);
        erasure.erase(conversation);
    }
}
