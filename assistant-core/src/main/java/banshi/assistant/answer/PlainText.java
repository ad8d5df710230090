package banshi.assistant.answer;

import banshi.assistant.Block;
import java.util.ArrayList;
import java.util.List;

/** A reply as plain Chinese text (纯文本), as it would be read out: what WeChat shows and what tests read. */
public final class PlainText {
    private PlainText() {}

    /** All blocks, one paragraph each; a block without words gives none. */
    public static String of(List<Block> blocks) {
        var paragraphs = new ArrayList<String>();
        for (var block : blocks) paragraphs.add(of(block));
        paragraphs.removeIf(String::isBlank);
        return String.join("\n\n", paragraphs);
    }

    private static String of(Block block) {
        return switch (block) {
            case Block.Text text -> text.text();
            case Block.Checklist list -> titled(list.title(), numbered(list.items(), PlainText::line));
            case Block.Steps steps ->
                titled(steps.title(), numbered(steps.items(), s -> remarked(s.text(), s.where())));
            case Block.Points points ->
                titled(
                        points.title(),
                        numbered(points.items(), p -> p.title().isEmpty() ? p.text() : p.title() + "：" + p.text()));
            case Block.Link link ->
                link.title() + "：" + link.url() + (link.note().isEmpty() ? "" : "\n" + link.note());
            case Block.Phone phone -> phone.label() + "：" + phone.number();
            case Block.Choices choices ->
                titled(choices.prompt() == null ? "" : choices.prompt(), numbered(choices.items(), c -> c.label()));
        };
    }

    private static String line(Block.Checklist.Item item) {
        return remarked(item.label(), item.note());
    }

    /** A text with a remark in brackets; in the text's own, where it ends with some. */
    static String remarked(String text, String remark) {
        if (remark.isEmpty()) return text;
        return text.endsWith("）")
                ? text.substring(0, text.length() - 1) + "；" + remark + "）"
                : text + "（" + remark + "）";
    }

    private static String titled(String title, String body) {
        return title.isEmpty() ? body : title + "\n" + body;
    }

    private static <T> String numbered(List<T> items, java.util.function.Function<T, String> words) {
        var text = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) text.append('\n');
            text.append(i + 1).append(". ").append(words.apply(items.get(i)));
        }
        return text.toString();
    }
}
