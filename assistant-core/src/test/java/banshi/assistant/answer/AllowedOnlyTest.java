package banshi.assistant.answer;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Reply;
import banshi.corpus.AllowList;
import banshi.corpus.TopicId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOnlyTest {
    private static final AllowedOnly ONLY = new AllowedOnly(new AllowList(
            List.of(),
            List.of(new AllowList.Link("nia", "移民局", "https://s.nia.gov.cn/", "nia")),
            List.of(new AllowList.Phone("hotline", "12345", "热线"))));

    private static Reply said(Block... blocks) {
        return new Reply.Smalltalk(new TopicId("greeting"), List.of(blocks), List.of());
    }

    @Test
    void leavesWhatIsAllowedAsItIs() {
        var reply = said(
                new Block.Text("10 元，15 日内；公通字〔2021〕12号；打12345，或上 https://s.nia.gov.cn/"),
                new Block.Checklist("带什么", List.of(new Block.Checklist.Item("a", "身份证", "拨12345问", true))),
                new Block.Steps("怎么办", List.of(new Block.Steps.Step("去窗口", "派出所"))),
                new Block.Points("注意", List.of(new Block.Points.Point("", "2026.1.1起"))),
                new Block.Link("移民局", "https://s.nia.gov.cn/", ""),
                new Block.Phone("热线", "12345"));

        assertThat(ONLY.of(reply)).isSameAs(reply);
        assertThat(AllowedOnly.isShortened(reply)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/a",
                "http://s.nia.gov.cn/",
                "evil.com",
                "13812345678",
                "0571-87654321",
                "400-123-4567",
                "96110"
            })
    void takesOutWhatIsNot(String stranger) {
        var out = ONLY.of(said(new Block.Text("请上" + stranger + "，或打12345")));

        assertThat(PlainText.of(out.blocks())).isEqualTo("请上（此处未经核对，已略去），或打12345");
    }

    @Test
    void takesItOutOfEveryKindOfBlock() {
        var stranger = "拨96110";
        var reply = said(
                new Block.Text(stranger),
                new Block.Checklist("一", List.of(new Block.Checklist.Item("a", "身份证", stranger, true))),
                new Block.Steps("二", List.of(new Block.Steps.Step(stranger, stranger))),
                new Block.Points("三", List.of(new Block.Points.Point("", stranger))),
                new Block.Link("假的", "https://evil.example.com/", ""),
                new Block.Phone("假的", "96110"));

        var out = ONLY.of(reply);

        assertThat(PlainText.of(out.blocks())).doesNotContain("96110").doesNotContain("evil");
        assertThat(out.blocks()).hasSize(6).allMatch(block -> AllowedOnly.isShortened(said(block)));
    }
}
