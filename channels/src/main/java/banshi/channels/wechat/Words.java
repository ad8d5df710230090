package banshi.channels.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;

/** What the channel itself says to citizens (固定用语); everything else comes from the release. */
final class Words {
    static final String APOLOGY = "抱歉，这会儿没能查到答案，请稍后再问一次。着急的话，请拨打 12345 政务服务热线。";

    static final String TOO_OFTEN = "您问得有点快，我跟不上了。请过一分钟再问；着急的话，请拨打 12345 政务服务热线。";

    static final String TYPE_INSTEAD = "抱歉，这段语音没听清。请把想办的事打字发给我，比如“身份证到期了怎么换？”";

    private static final String EXAMPLES = menuLinks(List.of("我要补办户口本，网上能办吗？", "身份证到期了怎么换？", "护照快过期了怎么换？"), 1);

    static final String DESCRIBE_INSTEAD = "收到啦，不过我只看得懂文字。请用文字描述您想办的事，或者点一句试试：\n\n" + EXAMPLES;

    static final String SHORTER = "您说的内容有点长，我怕抓不住重点。请用一两句话（500 字以内）说说想办什么事，我马上帮您查。";

    static final String MORE_BY_LINK = "（内容较长，没有写完。完整的说明请打开下面的链接，也可以接着问我，比如“要带什么材料”。）";

    static final String MORE_BY_ASKING = "（内容较长，没有写完。请接着问得细一点，比如“要带什么材料”“去哪儿办”；也可以拨打 12345。）";

    static final String PICK_BY_NUMBER = "（回复前面的数字就行）";

    static final String GUIDE = "按您的情况一步步办（链接两天内有效）";

    static final String GREETING = "您好，欢迎来问办事的事！\n\n"
            + "像平时说话一样问我就行：能不能网上办、要带什么、去哪儿办、多久办好。点一句试试：\n\n"
            + EXAMPLES
            + "\n\n不用登录就能问。为了保护您的隐私，请不要发身份证号、手机号；您取消关注后，这里的对话会立即清除。";

    static final String WELCOME = "您好，欢迎来问办事的事！像平时说话一样问我就行，不用登录。为了保护您的隐私，请不要发身份证号、手机号；您取消关注后，这里的对话会立即清除。";

    static final String WHERE_TO_GO = whereToGo("收到您的位置了", "");

    static final String TRANSFER = "正在为您转接人工客服，请稍等。";

    static final String NOT_KEPT = "这个答案已经不在了（看过一次就不再保留，没看的只保留一天）。请把问题再发一遍，我马上帮您查。";

    /** Begins the id of an option that, tapped, asks for an answer that was kept. */
    static final String CONTINUE = "cont:";

    private Words() {}

    /** To somebody who sent where they are, in {@code district}. */
    static String whereToGo(String district) {
        return whereToGo("收到您的位置了，您在" + district, "在" + district);
    }

    private static String whereToGo(String received, String there) {
        return received + "。去哪儿办，要看办的是什么事：请告诉我您想办什么，比如“身份证丢了去哪儿补？”，我马上告诉您找哪个窗口。" + there
                + "哪个窗口离您最近、几点开门，可以拨打 12345 问。";
    }

    /** Instead of an answer that is still being worked on. */
    static String working(String id) {
        return "您问的我还在查，马上就好。\n" + tap("查看结果", CONTINUE + id, "点这里看结果");
    }

    /** Where answers that were kept can be seen, to stand before other words. */
    static String toWhatWasKept(List<String> ids) {
        var lines = new StringBuilder("您前面问的有答案了：");
        for (var id : ids) lines.append(tap("看前面的答案", CONTINUE + id, "点这里看")).append(' ');
        return lines.append("\n\n").toString();
    }

    /** Answers that were kept and, behind them, the one to what was asked last. */
    static String behind(List<String> kept, String now) {
        return "您前面问的有答案了：\n\n" + String.join("\n\n", kept) + "\n\n————\n\n您刚才说的：\n\n" + now;
    }

    /** Lines that, tapped, send {@code labels} in the citizen's name; their ids count from {@code first}. */
    static String menuLinks(List<String> labels, int first) {
        var lines = new StringBuilder();
        for (int i = 0; i < labels.size(); i++) {
            if (i > 0) lines.append('\n');
            lines.append(tap(labels.get(i), "opt:" + (first + i), labels.get(i)));
        }
        return lines.toString();
    }

    /** Something that, tapped, sends {@code words} in the citizen's name, with {@code id}. */
    private static String tap(String words, String id, String shown) {
        return "<a href=\"weixin://bizmsgmenu?msgmenucontent="
                + URLEncoder.encode(words, UTF_8).replace("+", "%20")
                + "&msgmenuid="
                + id
                + "\">"
                + shown.replace('<', '＜').replace('>', '＞')
                + "</a>";
    }
}
