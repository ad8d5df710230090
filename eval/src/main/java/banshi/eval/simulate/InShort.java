package banshi.eval.simulate;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.Reply;
import java.util.ArrayList;
import java.util.List;

/** A reply in one line of a transcript (回复摘要). */
final class InShort {
    private static final int MOST = 160;

    private InShort() {}

    static String of(Reply reply) {
        var words = new ArrayList<String>();
        for (var block : reply.blocks()) {
            switch (block) {
                case Block.Text(var text) -> words.add(text);
                case Block.Checklist list ->
                    words.add(list.title() + "："
                            + String.join(
                                    "、",
                                    list.items().stream()
                                            .map(Block.Checklist.Item::label)
                                            .toList()));
                case Block.Points points ->
                    words.add(points.title() + "："
                            + String.join(
                                    "、",
                                    points.items().stream()
                                            .map(p -> p.title() + p.text())
                                            .toList()));
                case Block.Steps steps -> words.add("（步骤）");
                case Block.Link link -> words.add("（链接）");
                case Block.Phone phone -> words.add("（电话）");
                case Block.Choices choices -> {}
            }
        }
        var text = String.join(" ", words).replace('\n', ' ');
        return "[" + act(reply) + "] " + (text.length() > MOST ? text.substring(0, MOST) + "…" : text) + offered(reply);
    }

    private static String act(Reply reply) {
        return switch (reply) {
            case Reply.Answer a -> a.matter() + "/" + a.aspect() + (a.verdict() == null ? "" : " " + a.verdict());
            case Reply.Together t -> "together " + t.bundle();
            case Reply.Clarify c -> "clarify";
            case Reply.Decline d -> "decline " + (d.topic() == null ? "" : d.topic());
            case Reply.Handoff h -> "hand off " + (h.matter() == null ? h.topic() : h.matter());
            case Reply.Smalltalk s -> "small talk " + s.topic();
            case Reply.Emergency e -> "emergency " + e.topic();
        };
    }

    private static String offered(Reply reply) {
        var all = new StringBuilder();
        for (var block : reply.blocks())
            if (block instanceof Block.Choices(var items, var prompt)) {
                all.append(" ‖ ").append(prompt == null ? "" : prompt);
                for (Choice choice : items)
                    all.append(' ').append(choice.id()).append(' ').append(choice.label());
            }
        return all.toString();
    }

    static List<Choice> choices(Reply reply) {
        return reply.blocks().stream()
                .flatMap(b -> b instanceof Block.Choices(var items, var prompt)
                        ? items.stream()
                        : java.util.stream.Stream.<Choice>empty())
                .toList();
    }
}
