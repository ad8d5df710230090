package banshi.channels.wechat;

import static banshi.channels.wechat.SentenceCut.bytes;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.Reply;
import banshi.assistant.answer.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply as the text of one WeChat message (微信文本).
 *
 * <p>It must fit into a number of bytes. In turn: everything with choices to tap, everything with choices by number, and last the
 * text cut at a sentence with the ways on (links, then choices, then telephone numbers) kept whole behind it. Grounds are
 * added where there is room.
 */
final class WechatText {
    private static final String BETWEEN = "\n\n";
    private static final int MOST_CITATIONS = 3;

    private final int longest;

    /**
     * Makes a renderer.
     *
     * @param longest bytes of a text in UTF-8
     */
    WechatText(int longest) {
        this.longest = longest;
    }

    String of(Reply reply) {
        return of(reply, null);
    }

    /** @param guide address of the guided application that the reply may begin; null for none */
    String of(Reply reply, @Nullable String guide) {
        var blocks = blocks(reply, guide);
        for (boolean tappable : new boolean[] {true, false}) {
            var whole = joined(paragraphs(blocks, tappable));
            if (bytes(whole) <= longest) return whole + grounds(reply, longest - bytes(whole));
        }
        return cut(blocks);
    }

    private static List<Block> blocks(Reply reply, @Nullable String guide) {
        var blocks = new ArrayList<>(reply.blocks());
        if (reply instanceof Reply.Clarify clarify
                && !clarify.choices().isEmpty()
                && blocks.stream().noneMatch(Block.Choices.class::isInstance))
            blocks.add(new Block.Choices(clarify.choices(), null));
        if (guide != null) {
            int at = 0; // before what there is to pick
            while (at < blocks.size() && !(blocks.get(at) instanceof Block.Choices)) at++;
            blocks.add(at, new Block.Link(Words.GUIDE, guide, ""));
        }
        return blocks;
    }

    private static List<String> paragraphs(List<Block> blocks, boolean tappable) {
        var paragraphs = new ArrayList<String>();
        int shown = 0;
        for (var block : blocks) {
            if (block instanceof Block.Choices choices) {
                paragraphs.add(tappable ? tappable(choices, shown + 1) : byNumber(choices));
                shown += choices.items().size();
            } else {
                paragraphs.add(plain(block));
            }
        }
        return paragraphs;
    }

    private String cut(List<Block> blocks) {
        var links = new ArrayList<String>();
        var choices = new ArrayList<String>();
        var phones = new ArrayList<String>();
        var body = new ArrayList<String>();
        for (var block : blocks) {
            var home = switch (block) {
                case Block.Link _ -> links;
                case Block.Choices _ -> choices;
                case Block.Phone _ -> phones;
                case Block.Text _, Block.Checklist _, Block.Steps _, Block.Points _ -> body;
            };
            home.add(block instanceof Block.Choices given ? byNumber(given) : plain(block));
        }
        var ways = new ArrayList<String>();
        int room = longest * 3 / 4 - bytes(Words.MORE_BY_ASKING);
        for (var kind : List.of(links, choices, phones)) {
            for (var way : kind) {
                int size = bytes(BETWEEN + way);
                if (size <= room) {
                    ways.add(way);
                    room -= size;
                }
            }
        }
        boolean linked = links.stream().anyMatch(ways::contains);
        ways.addFirst(linked ? Words.MORE_BY_LINK : Words.MORE_BY_ASKING);
        var tail = joined(ways);
        var beginning = SentenceCut.within(joined(body), longest - bytes(BETWEEN + tail));
        return joined(List.of(beginning, tail));
    }

    private static String grounds(Reply reply, int room) {
        var citations = switch (reply) {
            case Reply.Answer answer -> answer.citations();
            case Reply.Together together -> together.citations();
            default -> List.<Citation>of();
        };
        var named = new LinkedHashSet<String>();
        for (var citation : citations) named.add(name(citation));
        var names = named.stream().limit(MOST_CITATIONS).toList();
        for (int count = names.size(); count > 0; count--) {
            var grounds = Xml.cdata(BETWEEN + "依据：" + String.join("；", names.subList(0, count)));
            if (bytes(grounds) <= room) return grounds;
        }
        return "";
    }

    private static String name(Citation citation) {
        return citation.article() == null ? citation.title() : citation.title() + citation.article();
    }

    private static String tappable(Block.Choices choices, int first) {
        var lines = Words.menuLinks(choices.items().stream().map(Choice::label).toList(), first);
        return Xml.cdata(choices.prompt() == null ? lines : choices.prompt() + "\n" + lines);
    }

    private static String byNumber(Block.Choices choices) {
        return plain(choices) + "\n" + Words.PICK_BY_NUMBER;
    }

    private static String plain(Block block) {
        return Xml.cdata(PlainText.of(List.of(block)));
    }

    private static String joined(List<String> paragraphs) {
        return String.join(
                BETWEEN, paragraphs.stream().filter(p -> !p.isBlank()).toList());
    }
}
