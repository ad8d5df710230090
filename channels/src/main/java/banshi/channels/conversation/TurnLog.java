package banshi.channels.conversation;

import banshi.assistant.Turn;
import banshi.assistant.Utterance;

/** Where turns are written down after they were taken (轮次记录). Implementations are thread-safe and return at once; they never fail. */
public interface TurnLog {
    /** Keeps nothing. */
    TurnLog NONE = (conversation, id, utterance, turn) -> {};

    /**
     * A turn was taken.
     *
     * @param conversation with its channel, as {@code web\n5f0c2f64}; kept as a pseudonym
     * @param id of the turn, unique
     */
    void taken(String conversation, String id, Utterance utterance, Turn turn);
}
