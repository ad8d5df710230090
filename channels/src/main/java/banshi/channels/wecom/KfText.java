package banshi.channels.wecom;

import static banshi.channels.wechat.SentenceCut.bytes;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.Reply;
import banshi.assistant.answer.PlainText;
import banshi.channels.wechat.SentenceCut;
import banshi.channels.wechat.WechatText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply as messages of WeCom customer service (客服消息): texts, cut at sentence ends, and behind them what there is to pick as menus. At most five, for
 * WeCom takes no more after one message of a citizen's. Source: 企业微信开发者中心, 微信客服, 发送消息.
 */
public final class KfText {
    /** Bytes of a text. */
    static final int LONGEST = 2048;

    /** Bytes of what stands above a menu. */
    static final int LONGEST_HEAD = 1024;

    /** Bytes of a line of a menu. */
    static final int LONGEST_ITEM = 128;

    /** Lines of a menu. */
    static final int MOST_ITEMS = 10;

    /** Messages after one of the citizen's. */
    static final int MOST = 5;

    private static final int MOST_MENUS = 2;
    private static final String BETWEEN = "\n\n";

    private KfText() {}

    /** One message. */
    sealed interface Part {
        record Text(String words) implements Part {}

        /**
         * Lines to tap.
         *
         * @param head above them
         * @param items each of which, tapped, sends itself in the citizen's name
         */
        record Menu(String head, List<Item> items) implements Part {
            public Menu {
                items = List.copyOf(items);
            }
        }
    }

    /**
     * One line of a menu.
     *
     * @param id by which it is known when it is tapped; at most 64 bytes
     * @param label what it says whole; what is shown of it is {@link #shown}
     */
    record Item(String id, String label) {
        String shown() {
            return SentenceCut.within(label, LONGEST_ITEM);
        }
    }

    /**
     * Writes a reply.
     *
     * @param turn of which the reply is, unique; the ids of items begin with it
     * @param guide address of the guided application that it may begin; null for none
     */
    static List<Part> parts(Reply reply, String turn, @Nullable String guide) {
        var blocks = new ArrayList<Block>();
        var choices = new ArrayList<Block.Choices>();
        for (var block : reply.blocks()) {
            if (block instanceof Block.Choices given) choices.add(given);
            else blocks.add(block);
        }
        if (choices.isEmpty()
                && reply instanceof Reply.Clarify clarify
                && !clarify.choices().isEmpty()) choices.add(new Block.Choices(clarify.choices(), null));
        if (guide != null) blocks.add(new Block.Link(Words.GUIDE, guide, ""));
        var menus = menus(choices, turn);
        var parts = new ArrayList<Part>();
        var texts = texts(PlainText.of(blocks), reply, MOST - menus.size());
        for (var text : texts) parts.add(new Part.Text(text));
        parts.addAll(menus);
        return joined(parts);
    }

    /** Words of ours. */
    static List<Part> parts(String words) {
        return List.of(new Part.Text(words));
    }

    private static List<Part.Menu> menus(List<Block.Choices> choices, String turn) {
        var menus = new ArrayList<Part.Menu>();
        int shown = 0;
        for (var given : choices) {
            var labels = given.items().stream().map(Choice::label).toList();
            for (int from = 0; from < labels.size() && menus.size() < MOST_MENUS; from += MOST_ITEMS) {
                var items = new ArrayList<Item>();
                for (var label : labels.subList(from, Math.min(from + MOST_ITEMS, labels.size())))
                    items.add(new Item(turn + ":" + ++shown, label));
                var prompt = given.prompt();
                menus.add(new Part.Menu(
                        SentenceCut.within(prompt == null || prompt.isBlank() ? Words.PICK : prompt, LONGEST_HEAD),
                        items));
            }
        }
        return menus;
    }

    /** Words and what a reply rests on, as at most {@code most} texts. */
    public static List<String> texts(String words, Reply reply, int most) {
        var texts = new ArrayList<String>();
        var rest = words.strip();
        while (!rest.isEmpty()) {
            if (texts.size() == most - 1 && bytes(rest) > LONGEST) {
                int room = LONGEST - bytes(BETWEEN + Words.MORE_BY_ASKING);
                texts.add(SentenceCut.within(rest, room) + BETWEEN + Words.MORE_BY_ASKING);
                return texts;
            }
            var text = SentenceCut.within(rest, LONGEST);
            texts.add(text);
            rest = rest.substring(text.length()).strip();
        }
        if (!texts.isEmpty()) {
            var last = texts.removeLast();
            texts.add(last + WechatText.grounds(reply, LONGEST - bytes(last)));
        }
        return texts;
    }

    /** What is short enough to stand above the menu behind it is no message of its own. */
    private static List<Part> joined(List<Part> parts) {
        for (int i = 0; i + 1 < parts.size(); i++)
            if (parts.get(i) instanceof Part.Text(var words)
                    && parts.get(i + 1) instanceof Part.Menu(var head, var items)) {
                var together = words + BETWEEN + head;
                if (bytes(together) <= LONGEST_HEAD) {
                    parts.set(i, new Part.Menu(together, items));
                    parts.remove(i + 1);
                }
            }
        return List.copyOf(parts);
    }
}
