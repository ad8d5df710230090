package banshi.channels.conversation;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import java.util.function.Function;

/** Where dialogues wait for the citizen's next words (会话存储). Implementations are thread-safe. */
public interface Conversations {
    /**
     * Takes one turn: gives the dialogue so far to {@code reply} and keeps the one that comes back. Turns of one conversation are
     * taken one after another, none sees half of another. If {@code reply} throws, the dialogue stays as it was.
     *
     * @param conversation any string; one that is not known begins a fresh dialogue
     * @param reply a pure function: an implementation may call it again if somebody else was faster
     */
    Turn next(String conversation, Function<Dialogue, Turn> reply);

    /** Forgets a dialogue. */
    void forget(String conversation);
}
