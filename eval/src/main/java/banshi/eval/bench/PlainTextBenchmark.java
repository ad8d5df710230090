package banshi.eval.bench;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.answer.PlainText;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to write a typical reply as plain text (纯文本渲染). */
@State(Scope.Benchmark)
public class PlainTextBenchmark {
    private final List<Block> reply = List.of(
            new Block.Text("可以网上办。打开浙里办搜“户口簿补领”，网上申请、邮寄到家，全程不用跑；急着用的话，去派出所窗口或自助机。"),
            new Block.Link("浙里办（浙江政务服务网）", "https://www.zjzwfw.gov.cn/", "搜“户口簿补领”"),
            new Block.Checklist(
                    "要准备的材料",
                    List.of(
                            new Block.Checklist.Item("id-card", "户主或户内成年成员的居民身份证", "原件，核验后当场退回", true),
                            new Block.Checklist.Item("loss-statement", "遗失声明", "丢了的才要，窗口或网上填", false))),
            new Block.Choices(
                    List.of(
                            new Choice("follow-time-limit", "补办户口本多久能办好？", null, null),
                            new Choice("follow-fee", "补办户口本要多少钱？", null, null),
                            new Choice("follow-agent-proxy", "补办户口本能不能找人代办？", null, null)),
                    null));

    /** A text, a link, a checklist of two and three choices. */
    @Benchmark
    public String rendersAReply() {
        return PlainText.of(reply);
    }
}
