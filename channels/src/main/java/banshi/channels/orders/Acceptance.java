package banshi.channels.orders;

import banshi.assistant.hotline.AppealType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What no work order is made of (不予受理): danger, which is for 110, 119 and 120, whoever asks for it; what is secret; and what courts, arbitrators, supervisors and others decide by a procedure of their own, unless
 * somebody only asks how it goes.
 */
final class Acceptance {
    private static final Pattern SENTENCES = Pattern.compile("[。！？!?；;\\n]+");
    private static final int LONGEST_SENTENCE = 400;
    private static final String DANGER = "这是紧急警情，不能做成工单：请马上转接或请来电人拨打 110（报警）、119（火警、抢险）、120（急救），路上出车祸打 122，通话不要挂断";

    private final Predicate<String> danger;

    /** @param danger whether a sentence tells of somebody who is in danger now */
    Acceptance(Predicate<String> danger) {
        this.danger = danger;
    }

    /** A procedure of somebody else's (另有渠道). */
    private enum Elsewhere {
        SECRET("涉及国家秘密|涉密(?:文件|资料|信息|事项|内容)|(?:绝密|机密)级", "内容涉及国家秘密，电话里不能说也不能记：请来电人到有关机关当面反映", true),
        COURT(
                "(?:不服|不认可).{0,8}(?:判决|裁定)|(?:判决|裁定)(?:书)?.{0,6}(?:不服|不公|不执行)|(?:已经?|正在|还在).{0,6}(?:起诉|诉讼|立案审理|打官司|开庭)|法院.{0,8}(?:判错|拖着不判|强制执行)|申请再审",
                "诉讼里的事由法院管，热线不受理：请打 12368 诉讼服务热线，或找审理这个案子的法院",
                false),
        ARBITRATION(
                "(?:已经?|正在|还在).{0,6}仲裁|(?:不服|不认可).{0,8}(?:仲裁|裁决)|(?:仲裁|裁决)(?:书)?.{0,6}(?:不服|不公)",
                "仲裁里的事由仲裁机构管，热线不受理：请找受理的仲裁委员会；对裁决不服，可以在期限内向法院起诉",
                false),
        DISCIPLINE(
                "(?:举报|反映|检举|控告).{0,12}(?:受贿|贪污|腐败|违纪|以权谋私|索贿)|(?:干部|领导|局长|所长|民警|公务员).{0,8}(?:受贿|贪污|收钱|违纪|以权谋私|索贿)|纪委.{0,6}(?:举报|查处)",
                "党员干部违纪、职务违法的举报由纪检监察机关受理：请打 12388，或上 12388.gov.cn",
                false),
        RECONSIDERATION(
                "(?:已经?|正在|还在|要|想|申请).{0,6}行政复议|复议(?:决定)?.{0,6}不服|不服.{0,6}复议",
                "行政复议有法定程序，热线不受理：请向作出决定的机关的本级人民政府行政复议机构申请，一般在知道决定之日起 60 日内",
                false),
        DISCLOSURE("(?:申请|要求).{0,8}政府信息公开|申请信息公开|依申请公开", "政府信息公开有法定程序，热线不受理：请在该机关网站的“政府信息公开”栏目或它的公开受理点书面申请", false),
        PETITION(
                "(?:已经?|正在).{0,6}(?:信访|上访)|信访(?:局|部门|办)?.{0,6}(?:已受理|受理了|已经受理|正在办|在办)|(?:对|不服).{0,8}信访.{0,6}(?:答复|处理意见)",
                "信访部门已经受理，热线不再重复受理：请向受理的信访部门查进度，或上国家信访局网上信访平台（www.gjxfj.gov.cn）；对意见不服可以申请复查、复核",
                false);

        private final Pattern words;
        private final String where;
        private final boolean alsoAsked;

        Elsewhere(String words, String where, boolean alsoAsked) {
            this.words = Pattern.compile(words);
            this.where = where;
            this.alsoAsked = alsoAsked;
        }
    }

    /**
     * Lets through what an order may be made of.
     *
     * @throws OrderRefusal otherwise; the message says where to go
     */
    void require(NewOrder order) {
        if (!order.acceptable()) throw OrderRefusal.notAccepted(DANGER);
        for (var sentence : sentences(order))
            if (danger.test(sentence)) throw OrderRefusal.notAccepted(DANGER + "。听出来的话：“" + sentence + "”");
        var all = order.title() + "\n" + order.content();
        Arrays.stream(Elsewhere.values())
                .filter(elsewhere -> elsewhere.alsoAsked || order.appealType() != AppealType.CONSULTATION)
                .filter(elsewhere -> elsewhere.words.matcher(all).find())
                .findFirst()
                .ifPresent(elsewhere -> {
                    throw OrderRefusal.notAccepted(elsewhere.where);
                });
    }

    private static List<String> sentences(NewOrder order) {
        return Stream.of(order.title(), order.content())
                .flatMap(SENTENCES::splitAsStream)
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .map(sentence -> sentence.substring(0, Math.min(sentence.length(), LONGEST_SENTENCE)))
                .distinct()
                .toList();
    }
}
