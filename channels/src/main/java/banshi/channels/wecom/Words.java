package banshi.channels.wecom;

import java.util.List;

/** What the channel itself says to citizens (固定用语); everything else comes from the release. */
public final class Words {
    public static final String APOLOGY = "抱歉，这会儿没能查到答案，请稍后再问一次。着急的话，请拨打 12345 政务服务热线。";

    public static final String DESCRIBE_INSTEAD = "收到啦，不过我只看得懂文字。请把想办的事打字发给我，比如“身份证到期了怎么换？”";

    public static final String SHORTER = "您说的内容有点长，我怕抓不住重点。请用一两句话（500 字以内）说说想办什么事，我马上帮您查。";

    static final String WELCOME =
            "您好，欢迎来问办事的事！像平时说话一样问我就行：能不能网上办、要带什么、去哪儿办、多久办好。" + "不用登录就能问。为了保护您的隐私，请不要发身份证号、手机号。点一句试试：";

    static final List<String> EXAMPLES = List.of("我要补办户口本，网上能办吗？", "身份证到期了怎么换？", "护照快过期了怎么换？");

    static final String PICK = "您可以点一个：";

    static final String MORE_BY_ASKING = "（内容较长，没有写完。请接着问得细一点，比如“要带什么材料”“去哪儿办”；也可以拨打 12345。）";

    public static final String GUIDE = "按您的情况一步步办（链接两天内有效）";

    private Words() {}
}
