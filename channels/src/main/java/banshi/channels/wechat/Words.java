package banshi.channels.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;

/** What the channel itself says to citizens (固定用语); everything else comes from the release. */
final class Words {
    static final String APOLOGY = "抱歉，这会儿没能查到答案，请稍后再问一次。着急的话，请拨打 12345 政务服务热线。";

    static final String TYPE_INSTEAD = "抱歉，这段语音没听清。请把想办的事打字发给我，比如“身份证到期了怎么换？”";

    static final String DESCRIBE_INSTEAD = "收到啦，不过我只看得懂文字。请用文字描述您想办的事，比如“身份证到期了怎么换？”";

    static final String SHORTER = "您说的内容有点长，我怕抓不住重点。请用一两句话（500 字以内）说说想办什么事，我马上帮您查。";

    static final String MORE_BY_LINK = "（内容较长，没有写完。完整的说明请打开下面的链接，也可以接着问我，比如“要带什么材料”。）";

    static final String MORE_BY_ASKING = "（内容较长，没有写完。请接着问得细一点，比如“要带什么材料”“去哪儿办”；也可以拨打 12345。）";

    static final String PICK_BY_NUMBER = "（回复前面的数字就行）";

    static final String GUIDE = "按您的情况一步步办（链接两天内有效）";

    static final String GREETING = "您好，欢迎来问办事的事！\n\n"
            + "像平时说话一样问我就行：能不能网上办、要带什么、去哪儿办、多久办好。点一句试试：\n\n"
            + menuLinks(List.of("我要补办户口本，网上能办吗？", "身份证到期了怎么换？", "护照快过期了怎么换？"), 1)
            + "\n\n不用登录就能问。为了保护您的隐私，请不要发身份证号、手机号；您取消关注后，这里的对话会立即清除。";

    private Words() {}

    /** Lines that, tapped, send {@code labels} in the citizen's name; their ids count from {@code first}. */
    static String menuLinks(List<String> labels, int first) {
        var lines = new StringBuilder();
        for (int i = 0; i < labels.size(); i++) {
            if (i > 0) lines.append('\n');
            lines.append("<a href=\"weixin://bizmsgmenu?msgmenucontent=")
                    .append(URLEncoder.encode(labels.get(i), UTF_8).replace("+", "%20"))
                    .append("&msgmenuid=opt:")
                    .append(first + i)
                    .append("\">")
                    .append(labels.get(i).replace('<', '＜').replace('>', '＞'))
                    .append("</a>");
        }
        return lines.toString();
    }
}
