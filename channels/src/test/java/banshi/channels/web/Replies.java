package banshi.channels.web;

import banshi.assistant.Block;
import banshi.assistant.Candidate;
import banshi.assistant.Choice;
import banshi.assistant.Citation;
import banshi.assistant.Reply;
import banshi.assistant.RequiredMaterial;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.TemplateId;
import banshi.corpus.TopicId;
import banshi.corpus.Verdict;
import java.util.List;

/** One reply of each kind, with every kind of block among them. */
final class Replies {
    static final MatterId HUKOUBU = new MatterId("huji-hukoubu-reissue");
    static final AspectId ONLINE = new AspectId("can-online");
    static final List<Candidate> CANDIDATES =
            List.of(new Candidate(HUKOUBU, ONLINE, 0.61), new Candidate(HUKOUBU, new AspectId("process"), 0.2));
    static final Block SORRY = new Block.Text("这件事不归我们管。");

    private Replies() {}

    static Reply answer() {
        return new Reply.Answer(
                HUKOUBU,
                ONLINE,
                0.97,
                Verdict.YES,
                List.of(
                        new Block.Text("可以网上办。"),
                        new Block.Checklist(
                                "要准备的材料",
                                List.of(
                                        new Block.Checklist.Item("id-card", "居民身份证", "原件", true),
                                        new Block.Checklist.Item("loss", "遗失声明", "", false))),
                        new Block.Steps(
                                "怎么办", List.of(new Block.Steps.Step("申请", "浙里办"), new Block.Steps.Step("收件", ""))),
                        new Block.Points(
                                "注意", List.of(new Block.Points.Point("", "不用登报"), new Block.Points.Point("邮寄", "到付"))),
                        new Block.Link("浙里办", "https://www.zjzwfw.gov.cn/", "搜“户口簿补领”"),
                        new Block.Link("公安部", "https://www.mps.gov.cn/", ""),
                        new Block.Phone("政务服务热线", "12345"),
                        new Block.Choices(List.of(choice("fee", null, null)), "还想问")),
                List.of(new RequiredMaterial("id-card", "居民身份证", true, "核验身份")),
                List.of(
                        new Citation("户口居民身份证管理工作规范", "第十六条", null),
                        new Citation("办事指南", null, "https://www.zjzwfw.gov.cn/")),
                new TemplateId("huji-hukoubu-reissue.can-online"),
                "可以网上办。",
                CANDIDATES);
    }

    static Reply clarify() {
        return new Reply.Clarify(
                List.of(
                        new Block.Text("您想问哪一项？"),
                        new Block.Choices(List.of(choice("1", HUKOUBU, ONLINE), choice("2", HUKOUBU, null)), null)),
                List.of(choice("1", HUKOUBU, ONLINE), choice("2", HUKOUBU, null)),
                CANDIDATES);
    }

    static Reply clarifyWithoutChoices() {
        return new Reply.Clarify(List.of(new Block.Text("您想办哪件事？")), List.of(), List.of());
    }

    static Reply decline() {
        return new Reply.Decline(new TopicId("marriage"), List.of(SORRY), CANDIDATES);
    }

    static Reply unrecognised() {
        return new Reply.Decline(null, List.of(SORRY), List.of());
    }

    static Reply handoff() {
        return new Reply.Handoff(null, new MatterId("zm-hukou"), List.of(new Block.Phone("人工", "12345")), CANDIDATES);
    }

    static Reply smalltalk() {
        return new Reply.Smalltalk(new TopicId("greeting"), List.of(new Block.Text("您好！")), CANDIDATES);
    }

    static Reply emergency() {
        return new Reply.Emergency(new TopicId("fire"), List.of(new Block.Phone("火警", "119")));
    }

    static Choice choice(String id, MatterId matter, AspectId aspect) {
        return new Choice(id, "补办户口本要多少钱？", matter, aspect);
    }
}
