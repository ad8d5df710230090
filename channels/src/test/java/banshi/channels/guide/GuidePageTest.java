package banshi.channels.guide;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Guide;
import banshi.corpus.MatterId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuidePageTest {
    private static final String EVIL = "</title><script>alert('1')</script>\"onclick=\"alert(2)&lt;";

    private static Guide guide(String words, String url, boolean full) {
        return new Guide(
                new MatterId("idcard-renew"),
                words,
                words,
                full ? List.of(words) : List.of(),
                full
                        ? List.of(new Block.Checklist(
                                words, List.of(new Block.Checklist.Item(words, words, words, false))))
                        : List.of(),
                full ? List.of(new Block.Points(words, List.of(new Block.Points.Point(words, words)))) : List.of(),
                full ? List.of(new Block.Steps.Step(words, words)) : List.of(),
                new Block.Link(words, url, words),
                words);
    }

    @Test
    void showsTheCaseWhatToBringTheStepsAndTheEntry() {
        var page = GuidePage.of(new Guide(
                new MatterId("idcard-renew"),
                "身份证换领",
                "到期换新证",
                List.of("快到期了"),
                List.of(new Block.Checklist(
                        "",
                        List.of(
                                new Block.Checklist.Item("old", "旧身份证", "原件", true),
                                new Block.Checklist.Item("photo", "照片", "", false)))),
                List.of(new Block.Points("您这种情况不用带", List.of(new Block.Points.Point("户口簿", "快到期了")))),
                List.of(new Block.Steps.Step("网上申请", "浙里办"), new Block.Steps.Step("收件", "")),
                new Block.Link("浙里办", "https://www.zjzwfw.gov.cn/", "打开后搜“身份证换领”"),
                "r-1"));

        assertThat(page)
                .startsWith("<!doctype html>\n<html lang=\"zh-CN\">")
                .containsSubsequence(
                        "<h1>身份证换领</h1><p>到期换新证。</p>",
                        "您的情况",
                        "<li>快到期了</li>",
                        "要准备的材料",
                        "<li>旧身份证 <span class=\"note\">原件</span></li>",
                        "<li>照片 <span class=\"note\">看情况</span></li></ul>",
                        "您这种情况不用带",
                        "<strong>户口簿</strong>：快到期了",
                        "<ol><li>网上申请 <span class=\"note\">浙里办</span></li><li>收件</li></ol>",
                        "<a class=\"button\" href=\"https://www.zjzwfw.gov.cn/\" rel=\"noopener noreferrer\">去浙里办办理</a>",
                        "打开后搜“身份证换领”",
                        "<a href=\"/\">",
                        "知识版本 r-1");
    }

    @Test
    void saysWhereNothingWasTold() {
        assertThat(GuidePage.of(guide("身份证换领", "https://www.zjzwfw.gov.cn/", false)))
                .contains("您还没有说具体情况", "一般不用另外准备材料")
                .doesNotContain("怎么办", "<ol>");
    }

    @Test
    void escapesWhateverTheContentSays() {
        var page = GuidePage.of(guide(EVIL, "https://a.test/?b=1&c='1'", true));

        assertThat(page)
                .doesNotContain("<script", "onclick=\"", "'1'")
                .contains("&lt;script&gt;", "&amp;lt;", "href=\"https://a.test/?b=1&amp;c=&#39;1&#39;\"");
        assertThat(page.indexOf("</title>")).isEqualTo(page.lastIndexOf("</title>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JAVASCRIPT:alert(1)",
                "data:text/html,x",
                "//example.test",
                "no address at all"
            })
    void makesALinkOfWebAddressesOnly(String url) {
        assertThat(GuidePage.of(guide("身份证换领", url, true))).doesNotContain("class=\"button\"", "href=\"" + url);
    }

    @Test
    void leadsBackToTheChatFromEveryPage() {
        assertThat(List.of(GuidePage.gone(), GuidePage.unknown()))
                .allSatisfy(page -> assertThat(page).contains("<a href=\"/\">", "<!doctype html>", "lang=\"zh-CN\""));
    }
}
