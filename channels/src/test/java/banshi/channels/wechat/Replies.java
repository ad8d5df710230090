package banshi.channels.wechat;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.TemplateId;
import banshi.corpus.TopicId;
import java.util.List;

/** Replies for tests. */
final class Replies {
    private Replies() {}

    static Turn saying(String words) {
        return new Turn(Dialogue.NEW, reply(new Block.Text(words)), "r1");
    }

    static Turn saying(String words, Dialogue next) {
        return new Turn(next, reply(new Block.Text(words)), "r1");
    }

    static Reply reply(Block... blocks) {
        return new Reply.Smalltalk(new TopicId("hello"), List.of(blocks), List.of());
    }

    static Reply answer(List<Citation> citations, Block... blocks) {
        return new Reply.Answer(
                new MatterId("idcard-renew"),
                new AspectId("materials"),
                0.9,
                null,
                List.of(blocks),
                List.of(),
                citations,
                new TemplateId("idcard-renew.materials"),
                "",
                List.of());
    }

    static Choice choice(String label) {
        return new Choice("c" + Integer.toUnsignedString(label.hashCode()), label, null, null);
    }
}
