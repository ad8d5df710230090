package banshi.channels.guide;

import banshi.assistant.Block;
import banshi.assistant.Guide;
import java.net.URI;
import java.util.List;

/**
 * The pages behind the links (导办页面), as HTML without scripts. Whatever comes from the content is escaped; an address that is not http(s)
 * becomes no link.
 */
final class GuidePage {
    private static final String BACK = "<p class=\"back\"><a href=\"/\">回到咨询页，接着问</a></p>";

    private GuidePage() {}

    static String of(Guide guide) {
        var page = new StringBuilder();
        page.append("<p class=\"kicker\">一步步办</p><h1>")
                .append(escaped(guide.name()))
                .append("</h1><p>")
                .append(escaped(guide.summary()))
                .append("。</p>");
        page.append("<h2>您的情况</h2>");
        if (guide.told().isEmpty()) page.append("<p>您还没有说具体情况，下面按一般情况列出。</p>");
        else list(page, "ul", guide.told().stream().map(GuidePage::escaped).toList());
        page.append("<h2>要准备的材料</h2>");
        if (guide.lists().isEmpty()) page.append("<p>一般不用另外准备材料。</p>");
        for (var materials : guide.lists())
            list(
                    page,
                    "ul class=\"check\"",
                    materials.items().stream().map(GuidePage::material).toList());
        for (var remark : guide.remarks()) {
            if (!remark.title().isEmpty())
                page.append("<h3>").append(escaped(remark.title())).append("</h3>");
            list(page, "ul", remark.items().stream().map(GuidePage::point).toList());
        }
        if (!guide.steps().isEmpty()) {
            page.append("<h2>怎么办</h2>");
            list(
                    page,
                    "ol",
                    guide.steps().stream().map(s -> noted(s.text(), s.where())).toList());
        }
        page.append(entry(guide.entry())).append(BACK);
        page.append("<p class=\"print\">知识版本 ").append(escaped(guide.release())).append("。最后以窗口和办理平台的答复为准。</p>");
        return whole(guide.name() + " · 一步步办", page);
    }

    /** For a link that is over. */
    static String gone() {
        return whole("链接已过期", new StringBuilder("""
                <h1>这个链接已经过期了</h1>
                <p>办事链接只管一两天，这样您看到的总是最新的要求。回去再问一次，就有新的。</p>
                """).append(BACK));
    }

    /** For a link that is none. */
    static String unknown() {
        return whole("没有这个页面", new StringBuilder("""
                <h1>没有找到这个页面</h1>
                <p>链接可能没有复制完整。回去再问一次，就有新的；也可以拨打 <a href="tel:12345">12345</a> 政务服务热线。</p>
                """).append(BACK));
    }

    static String material(Block.Checklist.Item item) {
        boolean unexplained = !item.required() && item.note().isEmpty();
        return noted(item.label(), unexplained ? "看情况" : item.note());
    }

    static String point(Block.Points.Point point) {
        return point.title().isEmpty()
                ? escaped(point.text())
                : "<strong>" + escaped(point.title()) + "</strong>：" + escaped(point.text());
    }

    static String noted(String text, String note) {
        return escaped(text) + (note.isEmpty() ? "" : " <span class=\"note\">" + escaped(note) + "</span>");
    }

    static String entry(Block.Link link) {
        var note = link.note().isEmpty() ? "" : "<p class=\"note\">" + escaped(link.note()) + "</p>";
        return isWeb(link.url())
                ? "<p class=\"go\"><a class=\"button\" href=\"" + escaped(link.url())
                        + "\" rel=\"noopener noreferrer\">去" + escaped(link.title()) + "办理</a></p>" + note
                : "<p class=\"go\">" + escaped(link.title()) + "</p>" + note;
    }

    private static boolean isWeb(String url) {
        try {
            var scheme = URI.create(url).getScheme();
            return "https".equals(scheme) || "http".equals(scheme);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static void list(StringBuilder page, String tag, List<String> items) {
        page.append('<').append(tag).append('>');
        for (var item : items) page.append("<li>").append(item).append("</li>");
        page.append("</").append(tag, 0, 2).append('>');
    }

    static String whole(String title, StringBuilder body) {
        return """
                <!doctype html>
                <html lang="zh-CN">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%s</title>
                <link rel="stylesheet" href="/guide.css">
                </head>
                <body><main>%s</main></body>
                </html>
                """.formatted(escaped(title), body);
    }

    /** As text or as the value of an attribute in double quotes. */
    static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
