package banshi.channels.guide;

import banshi.assistant.Block;
import java.time.LocalDate;
import java.util.List;

/**
 * A one-time notice as a page (一次性告知页面), HTML without scripts, made as {@link GuidePage} makes its own.
 *
 * @param name of the matter
 * @param told what is known of the case, as it is said
 * @param parts in order
 * @param lastDay on which the link is good
 */
public record NoticePage(String name, List<String> told, List<Part> parts, LocalDate lastDay) {
    private static final String ASK =
            "<p class=\"back\">还有不清楚的，<a href=\"/\">到咨询页接着问</a>，或者打 <a href=\"tel:12345\">12345</a>。</p>";

    public NoticePage {
        told = List.copyOf(told);
        parts = List.copyOf(parts);
    }

    /** The approved answer to one thing that has to be known. */
    public record Part(String title, List<Block> blocks) {
        public Part {
            blocks = List.copyOf(blocks);
        }
    }

    /** The page. */
    public String html() {
        var page = new StringBuilder();
        page.append("<p class=\"kicker\">一次性告知</p><h1>")
                .append(GuidePage.escaped(name))
                .append("</h1><h2>您的情况</h2>");
        if (told.isEmpty()) page.append("<p>下面按一般情况列出。</p>");
        else GuidePage.list(page, "ul", told.stream().map(GuidePage::escaped).toList());
        for (var part : parts) {
            page.append("<h2>").append(GuidePage.escaped(part.title())).append("</h2>");
            for (var block : part.blocks()) add(page, block);
        }
        page.append(ASK)
                .append("<p class=\"print\">这个网页到")
                .append(lastDay.getMonthValue())
                .append('月')
                .append(lastDay.getDayOfMonth())
                .append("日还能打开，要留着可以截图或打印。最后以窗口和办理平台的答复为准。</p>");
        return GuidePage.whole(name + " · 一次性告知", page);
    }

    private static void add(StringBuilder page, Block block) {
        switch (block) {
            case Block.Text(var text) ->
                text.lines()
                        .filter(line -> !line.isBlank())
                        .forEach(line -> page.append("<p>")
                                .append(GuidePage.escaped(line))
                                .append("</p>"));
            case Block.Checklist(var title, var items) -> {
                head(page, title);
                GuidePage.list(
                        page,
                        "ul class=\"check\"",
                        items.stream().map(GuidePage::material).toList());
            }
            case Block.Steps(var title, var items) -> {
                head(page, title);
                GuidePage.list(
                        page,
                        "ol",
                        items.stream()
                                .map(step -> GuidePage.noted(step.text(), step.where()))
                                .toList());
            }
            case Block.Points(var title, var items) -> {
                head(page, title);
                GuidePage.list(page, "ul", items.stream().map(GuidePage::point).toList());
            }
            case Block.Link link -> page.append(GuidePage.entry(link));
            case Block.Phone(var label, var number) ->
                page.append("<p>")
                        .append(GuidePage.escaped(label))
                        .append("：<a href=\"tel:")
                        .append(GuidePage.escaped(number))
                        .append("\">")
                        .append(GuidePage.escaped(number))
                        .append("</a></p>");
            case Block.Choices _ -> {} // there is nobody to answer
        }
    }

    /** A heading within a part, unless the part says the same. */
    private static void head(StringBuilder page, String title) {
        if (!title.isEmpty() && !title.startsWith("要准备的"))
            page.append("<h3>").append(GuidePage.escaped(title)).append("</h3>");
    }

    /** For a link that is over. */
    public static String gone() {
        return GuidePage.whole("链接已过期", new StringBuilder("""
                <h1>这份告知已经过期了</h1>
                <p>办事要求会变，所以链接只管几天。再问一次，就有最新的。</p>
                """).append(ASK));
    }

    /** For a link that is none. */
    public static String unknown() {
        return GuidePage.whole("没有这个页面", new StringBuilder("""
                <h1>没有找到这个页面</h1>
                <p>链接可能没有复制完整，请从短信里重新点开。</p>
                """).append(ASK));
    }
}
