package banshi.channels.wechat;

import banshi.assistant.Assistant;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.channels.conversation.DialogueKeeper;

/**
 * One citizen's dialogue as it goes on (对话). Turns are taken one after the other, so that two messages sent at once do not
 * overwrite each other's state. A conversation that was dropped while a turn was running takes that turn's state with it.
 */
final class Conversation {
    private final DialogueKeeper keeper;
    private byte[] state;

    /** @param state as {@code keeper} closed it */
    Conversation(byte[] state, DialogueKeeper keeper) {
        this.state = state;
        this.keeper = keeper;
    }

    /** If the assistant throws, the dialogue stays as it was. */
    synchronized Turn say(Assistant assistant, Utterance utterance) {
        var turn = assistant.reply(keeper.open(state), utterance);
        state = keeper.close(turn.dialogue());
        return turn;
    }
}
