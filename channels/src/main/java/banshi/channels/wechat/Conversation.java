package banshi.channels.wechat;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;

/**
 * One citizen's dialogue as it goes on (对话). Turns are taken one after the other, so that two messages sent at once do not
 * overwrite each other's state. A conversation that was dropped while a turn was running takes that turn's state with it.
 */
final class Conversation {
    private Dialogue dialogue = Dialogue.NEW;

    synchronized Turn say(Assistant assistant, Utterance utterance) {
        var turn = assistant.reply(dialogue, utterance);
        dialogue = turn.dialogue();
        return turn;
    }
}
