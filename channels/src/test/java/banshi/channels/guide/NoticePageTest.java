package banshi.channels.guide;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticePageTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 9);
    private static final String EVIL = "</title><script>alert('1')</script>\"onclick=\"alert(2)&lt;";

    private static List<Block> everyBlock(String words, String url) {
        return List.of(
                new Block.Text(words),
                new Block.Checklist(words, List.of(new Block.Checklist.Item(words, words, words, true))),
                new Block.Steps(words, List.of(new Block.Steps.Step(words, words))),
                new Block.Points(words, List.of(new Block.Points.Point(words, words))),
                new Block.Link(words, url, words),
                new Block.Phone(words, words),
                new Block.Choices(List.of(new Choice("1", "还想问的", null, null)), "还想问"));
    }

    @Test
    void showsTheCaseThePartsAndUntilWhenItIsGood() {
        var page = new NoticePage(
                        "补领户口本",
                        List.of("户口本丢了"),
                        List.of(
                                new NoticePage.Part(
                                        "要准备的材料",
                                        List.of(new Block.Checklist(
                                                "要准备的", List.of(new Block.Checklist.Item("i", "身份证", "原件", true))))),
                                new NoticePage.Part("要多少钱", List.of(new Block.Text("不要钱。\n\n真的。")))),
                        DAY)
                .html();
        assertThat(page)
                .startsWith("<!doctype html>\n<html lang=\"zh-CN\">")
                .contains("noindex")
                .containsSubsequence(
                        "<h1>补领户口本</h1>",
                        "<li>户口本丢了</li>",
                        "<h2>要准备的材料</h2><ul class=\"check\"><li>身份证",
                        "<h2>要多少钱</h2><p>不要钱。</p><p>真的。</p>",
                        "12345",
                        "3月9日");
    }

    @Test
    void saysSoWhereNothingIsKnownOfTheCase() {
        assertThat(new NoticePage("事", List.of(), List.of(), DAY).html()).contains("一般情况");
    }

    @Test
    void letsNoContentBecomeMarkup() {
        var page = new NoticePage(
                        EVIL,
                        List.of(EVIL),
                        List.of(new NoticePage.Part(EVIL, everyBlock(EVIL, "javascript:alert(1)"))),
                        DAY)
                .html();
        assertThat(page).doesNotContain("<script", "\"onclick", "javascript:", "还想问");
    }

    @Test
    void leadsOnWhereThereIsNothingToShow() {
        assertThat(NoticePage.gone()).contains("过期", "tel:12345");
        assertThat(NoticePage.unknown()).contains("没有找到", "tel:12345");
    }
}
