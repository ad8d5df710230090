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
 * An answer as the text of one WeChat message, or of several (微信文本).
 *
 * <p>One must fit into a number of bytes. In turn: everything with choices to tap, everything with choices by number, and last the
 * text cut at a sentence with the ways on (links, then choices, then telephone numbers) kept whole behind it. Grounds are
 * added where there is room.
 */
public final class WechatText {
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

    /**
     * Writes a reply.
     *
     * @param opening said before it; empty for nothing
     * @param guide address of the guided application that it may begin; null for none
     */
    Answer.Replied answer(String opening, Reply reply, @Nullable String guide) {
        return new Answer.Replied(of(opening, reply, guide, longest), opening, reply, guide);
    }

    /** All of it that fits into {@code room} bytes; words of the channel's own are not cut. */
    static String within(int room, Answer answer) {
        return switch (answer) {
            case Answer.Fixed(var words) -> words;
            case Answer.Replied replied -> of(replied.opening(), replied.reply(), replied.guide(), room);
        };
    }

    private static String of(String opening, Reply reply, @Nullable String guide, int room) {
        var before = opening.isEmpty() ? "" : opening + BETWEEN;
        return before + of(blocks(reply, guide), reply, room - bytes(before));
    }

    private static String of(List<Block> blocks, Reply reply, int room) {
        for (boolean tappable : new boolean[] {true, false}) {
            var whole = joined(paragraphs(blocks, tappable));
            if (bytes(whole) <= room) return whole + grounds(reply, room - bytes(whole));
        }
        return cut(blocks, room);
    }

    /** A reply as the messages that an account shows that may send more than one, each of at most 2,048 bytes. */
    public static List<String> messages(Reply reply) {
        var text = new WechatText(2_048);
        return text.parts(text.answer("", reply, null));
    }

    /** All of it, in as few messages as it takes; what there is to tap is not cut in two. */
    List<String> parts(Answer answer) {
        return switch (answer) {
            case Answer.Fixed(var words) -> List.of(words);
            case Answer.Replied(var whole, var opening, var reply, var guide) -> {
                var blocks = blocks(reply, guide);
                if (!opening.isEmpty()) blocks.addFirst(new Block.Text(opening));
                boolean tappable = blocks.stream()
                        .noneMatch(b -> b instanceof Block.Choices choices && bytes(tappable(choices, 1)) > longest);
                var parts = parts(paragraphs(blocks, tappable));
                int last = parts.size() - 1;
                parts.set(last, parts.get(last) + grounds(reply, longest - bytes(parts.get(last))));
                yield parts;
            }
        };
    }

    private List<String> parts(List<String> paragraphs) {
        var parts = new ArrayList<String>();
        var part = "";
        for (var paragraph : paragraphs) {
            if (bytes(joined(List.of(part, paragraph))) > longest) {
                if (!part.isEmpty()) parts.add(part);
                part = "";
                while (bytes(paragraph) > longest) {
                    var piece = SentenceCut.within(paragraph, longest);
                    parts.add(piece);
                    paragraph = paragraph.strip().substring(piece.length()).strip();
                }
            }
            part = joined(List.of(part, paragraph));
        }
        if (!part.isEmpty() || parts.isEmpty()) parts.add(part);
        return parts;
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

    private static String cut(List<Block> blocks, int most) {
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
        int room = most * 3 / 4 - bytes(Words.MORE_BY_ASKING);
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
        var beginning = SentenceCut.within(joined(body), most - bytes(BETWEEN + tail));
        return joined(List.of(beginning, tail));
    }

    /** The lines that name what a reply rests on, as many as fit into {@code room} bytes; empty where there are none. */
    public static String grounds(Reply reply, int room) {
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
