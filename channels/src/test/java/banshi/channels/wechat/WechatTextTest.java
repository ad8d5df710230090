package banshi.channels.wechat;

import static banshi.channels.wechat.Replies.answer;
import static banshi.channels.wechat.Replies.choice;
import static banshi.channels.wechat.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Citation;
import banshi.assistant.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class WechatTextTest {
    private static final Citation LAW = new Citation("居民身份证法", "第十一条", "https://example.test/law");
    private static final String SENTENCE = "办这件事要带的东西有点多，一样一样说😀。"; // 61 bytes

    private final WechatText text = new WechatText(2048);

    private Answer replied(Reply reply) {
        return text.answer("", reply, null);
    }

    @Test
    void writesTheBlocksAsParagraphsAndTheGroundsLast() {
        var reply = answer(
                List.of(LAW),
                new Block.Text("可以网上办。"),
                new Block.Checklist("要带的材料", List.of(new Block.Checklist.Item("a", "身份证", "原件", true))),
                new Block.Link("浙里办", "https://www.zjzwfw.gov.cn/", ""));

        assertThat(replied(reply).words()).isEqualTo("""
                        可以网上办。

                        要带的材料
                        1. 身份证（原件）

                        浙里办：https://www.zjzwfw.gov.cn/

                        依据：居民身份证法第十一条""");
    }

    @Test
    void namesAtMostThreeGroundsAndNoneTwice() {
        var reply = answer(
                List.of(
                        LAW,
                        LAW,
                        new Citation("甲", null, null),
                        new Citation("乙", null, null),
                        new Citation("丙", null, null)),
                new Block.Text("可以。"));

        assertThat(replied(reply).words()).endsWith("\n\n依据：居民身份证法第十一条；甲；乙");
    }

    @Test
    void leavesOutGroundsThatDoNotFit() {
        var body = "好".repeat(670); // 2010 bytes, 38 are left: one short ground
        var reply = answer(List.of(new Citation("甲法", "第一条", null), LAW), new Block.Text(body));

        assertThat(replied(reply).words()).isEqualTo(body + "\n\n依据：甲法第一条");
    }

    @Test
    void makesChoicesToTapThatSendTheirWords() {
        var clarify = new Reply.Clarify(
                List.of(
                        new Block.Text("您说的是哪一件？"),
                        new Block.Choices(List.of(choice("补 办户口本"), choice("换<新>证")), "请点一个")),
                List.of(choice("补 办户口本"), choice("换<新>证")),
                List.of());

        assertThat(replied(clarify).words()).isEqualTo("""
                        您说的是哪一件？

                        请点一个
                        <a href="weixin://bizmsgmenu?msgmenucontent=%E8%A1%A5%20%E5%8A%9E%E6%88%B7%E5%8F%A3%E6%9C%AC&msgmenuid=opt:1">补 办户口本</a>
                        <a href="weixin://bizmsgmenu?msgmenucontent=%E6%8D%A2%3C%E6%96%B0%3E%E8%AF%81&msgmenuid=opt:2">换＜新＞证</a>""");
    }

    @Test
    void showsTheChoicesOfAClarificationThatAreInNoBlock() {
        var clarify =
                new Reply.Clarify(List.of(new Block.Text("哪一件？")), List.of(choice("补办"), choice("换领")), List.of());

        assertThat(replied(clarify).words())
                .contains("msgmenuid=opt:1\">补办</a>")
                .contains("msgmenuid=opt:2\">换领</a>");
    }

    @Test
    void countsChoicesOnThroughAllBlocks() {
        var reply = reply(
                new Block.Choices(List.of(choice("甲"), choice("乙")), null),
                new Block.Choices(List.of(choice("丙")), null));

        assertThat(replied(reply).words())
                .contains("opt:1\">甲")
                .contains("opt:2\">乙")
                .contains("opt:3\">丙");
    }

    @Test
    void numbersChoicesWhereTappableOnesWouldNotFit() {
        var long1 = "甲".repeat(60);
        var long2 = "乙".repeat(60);
        var reply = reply(
                new Block.Text(SENTENCE.repeat(10)), new Block.Choices(List.of(choice(long1), choice(long2)), "请选"));

        assertThat(replied(reply).words())
                .isEqualTo(SENTENCE.repeat(10) + "\n\n请选\n1. " + long1 + "\n2. " + long2 + "\n" + Words.PICK_BY_NUMBER);
    }

    @Test
    void cutsALongAnswerAtASentenceAndTellsTheWayOn() {
        var reply = answer(
                List.of(LAW),
                new Block.Text(SENTENCE.repeat(60)),
                new Block.Phone("政务服务热线", "12345"),
                new Block.Link("浙里办", "https://www.zjzwfw.gov.cn/", ""));

        var written = replied(reply).words();

        assertThat(SentenceCut.bytes(written)).isBetween(2048 - 61 - 2, 2048);
        assertThat(written)
                .startsWith(SENTENCE)
                .endsWith("。\n\n" + Words.MORE_BY_LINK + "\n\n浙里办：https://www.zjzwfw.gov.cn/\n\n政务服务热线：12345");
    }

    @Test
    void saysHowToAskOnWhereNoLinkLeadsOn() {
        assertThat(replied(reply(new Block.Text(SENTENCE.repeat(60)))).words())
                .endsWith("。\n\n" + Words.MORE_BY_ASKING);
    }

    @Test
    void neverExceedsTheLimitHoweverManyWaysOnThereAre() {
        var many = new Block[40];
        for (int i = 0; i < many.length; i++)
            many[i] = new Block.Link("链接" + i, "https://example.test/" + "a".repeat(60 + i), "说明");
        many[39] = new Block.Text(SENTENCE.repeat(60));

        var written = replied(reply(many)).words();

        assertThat(SentenceCut.bytes(written)).isLessThanOrEqualTo(2048);
        assertThat(written).startsWith(SENTENCE).contains("链接0：").doesNotContain("链接38：");
    }

    @Test
    void measuresWhatIsSentAfterEscaping() {
        var reply = reply(new Block.Text("]]>".repeat(682))); // 2046 bytes before escaping, 2728 after

        assertThat(SentenceCut.bytes(Xml.cdata(replied(reply).words()))).isLessThanOrEqualTo(2048);
    }

    @Test
    void hasNoWordsOfItsOwnThatAreTooLong() {
        assertThat(List.of(
                        Words.GREETING,
                        Words.APOLOGY,
                        Words.DESCRIBE_INSTEAD,
                        Words.TYPE_INSTEAD,
                        Words.SHORTER,
                        Words.WELCOME,
                        Words.WHERE_TO_GO,
                        Words.TRANSFER,
                        Words.NOT_KEPT))
                .allSatisfy(words -> assertThat(SentenceCut.bytes(words)).isLessThanOrEqualTo(1536));
    }

    @Test
    void putsTheGuidedApplicationBeforeWhatThereIsToPick() {
        var reply = reply(new Block.Text("可以办。"), new Block.Choices(List.of(choice("甲"), choice("乙")), "还想问"));

        assertThat(text.answer("", reply, "https://ask.example.test/guide/t").words())
                .startsWith("可以办。\n\n" + Words.GUIDE + "：https://ask.example.test/guide/t\n\n还想问");
    }

    @Test
    void keepsTheGuidedApplicationWholeWhereTheAnswerIsCut() {
        var address = "https://ask.example.test/guide/" + "t".repeat(300);

        var written = text.answer("", reply(new Block.Text(SENTENCE.repeat(60))), address)
                .words();

        assertThat(written).contains(address);
        assertThat(SentenceCut.bytes(written)).isLessThanOrEqualTo(2048);
    }

    @Test
    void saysTheOpeningFirstAndMakesRoomForIt() {
        var answer = text.answer("您好。", reply(new Block.Text(SENTENCE.repeat(60))), null);

        var written = answer.words();

        assertThat(written).startsWith("您好。\n\n" + SENTENCE).endsWith(Words.MORE_BY_ASKING);
        assertThat(SentenceCut.bytes(written)).isLessThanOrEqualTo(2048);
        assertThat(text.parts(answer).getFirst()).startsWith("您好。");
    }

    @Test
    void fitsIntoLessRoomThanAMessageHas() {
        var written = WechatText.within(1_500, replied(reply(new Block.Text(SENTENCE.repeat(60)))));

        assertThat(SentenceCut.bytes(written)).isBetween(1_400, 1_500);
    }

    @Test
    void isOnePartWhereEverythingFits() {
        var answer = replied(answer(
                List.of(LAW), new Block.Text("可以。"), new Block.Choices(List.of(choice("甲"), choice("乙")), null)));

        assertThat(text.parts(answer)).containsExactly(answer.words());
        assertThat(text.parts(new Answer.Fixed("好"))).containsExactly("好");
        assertThat(text.parts(replied(reply()))).containsExactly("");
    }

    @Test
    void splitsWhatDoesNotFitAtParagraphsAndLongParagraphsAtSentences() {
        var answer = replied(answer(
                List.of(LAW),
                new Block.Text("开头。"),
                new Block.Text(SENTENCE.repeat(40)),
                new Block.Text(SENTENCE.repeat(28)),
                new Block.Choices(List.of(choice("甲"), choice("乙")), "还想问")));

        var parts = text.parts(answer);

        assertThat(parts)
                .hasSize(4)
                .allSatisfy(part -> assertThat(SentenceCut.bytes(part)).isLessThanOrEqualTo(2048));
        assertThat(parts.getFirst()).isEqualTo("开头。");
        assertThat(parts.get(1)).isEqualTo(SENTENCE.repeat(33));
        assertThat(parts.get(2)).isEqualTo(SENTENCE.repeat(7));
        assertThat(parts.getLast())
                .startsWith(SENTENCE.repeat(28) + "\n\n还想问\n<a ")
                .contains("opt:2\">乙</a>")
                .endsWith("依据：居民身份证法第十一条");
    }

    @Test
    void numbersChoicesThatWouldNotFitIntoAnyMessageToTap() {
        var labels = List.of("甲".repeat(60), "乙".repeat(60), "丙".repeat(60), "丁".repeat(60));
        var choices = labels.stream().map(Replies::choice).toList();
        var answer = replied(reply(new Block.Text(SENTENCE.repeat(33)), new Block.Choices(choices, "请选")));

        assertThat(text.parts(answer))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("请选\n1. 甲")
                .endsWith(Words.PICK_BY_NUMBER)
                .doesNotContain("<a ");
    }
}
