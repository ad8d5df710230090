package banshi.corpus.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateTextTest {
    @Test
    void splitsIntoProseAndBlocksAtBlankLines() {
        var text = TemplateText.parse("""

                要看情况。{{online}}。
                第二行。

                {{materials}}
                \s

                问{{hotline}}。
                """);

        assertThat(text.paragraphs()).hasSize(3);
        assertThat(text.paragraphs().get(0)).isInstanceOf(TemplateText.Prose.class);
        assertThat(text.paragraphs().get(1)).isEqualTo(new TemplateText.Block(BlockTag.MATERIALS));
        assertThat(text.blocks()).containsExactly(BlockTag.MATERIALS);
        assertThat(text.inlineTags()).containsExactly("online", "hotline");
    }

    @ParameterizedTest
    @EnumSource(BlockTag.class)
    void everyBlockTagStandsAlone(BlockTag tag) {
        assertThat(TemplateText.parse("{{" + tag.tag() + "}}").blocks()).containsExactly(tag);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateText.parse("要带{{" + tag.tag() + "}}"))
                .withMessage("{{" + tag.tag() + "}} 不能和别的字写在一段里；它要单独成段，前后各空一行");
    }

    @Test
    void fillsInDottedNamesAsTheyStandWithoutEscaping() {
        var facts = Map.of("online.platform", "浙里<办>&{{fee}}", "fee", "10元");

        var filled = prose("在{{online.platform}}付{{ fee }}。").render(facts::get);

        assertThat(filled).isEqualTo("在浙里<办>&{{fee}}付10元。");
    }

    @Test
    void keepsTheLinesOfAParagraph() {
        assertThat(prose("一{{fee}}\n二\n").render(name -> "10元")).isEqualTo("一10元\n二");
    }

    @Test
    void aFactAloneInItsParagraphIsProse() {
        assertThat(TemplateText.parse("{{fee}}").paragraphs()).singleElement().isInstanceOf(TemplateText.Prose.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{#fee}}一{{/fee}} | 不能用 {{#fee}}；标签里只能写事实的名字，如 {{fee}}",
                "{{^fee}}一{{/fee}} | 不能用 {{^fee}}；标签里只能写事实的名字，如 {{fee}}",
                "{{>fee}} | 不能用 {{>fee}}；标签里只能写事实的名字，如 {{fee}}",
                "{{=<% %>=}}<%fee%> | 不能用 {{=…=}}；标签里只能写事实的名字，如 {{fee}}",
                "付{{}}元 | {{}} 里面是空的；标签里只能写事实的名字，如 {{fee}}",
                "付{{ }}元 | {{}} 里面是空的；标签里只能写事实的名字，如 {{fee}}",
                "付{{#}}元 | {{}} 里面是空的；标签里只能写事实的名字，如 {{fee}}",
                "付{{fee元 | 标签的括号不完整；要写成 {{fee}} 这样，左右各两个英文花括号",
                "付{{fee}元 | 标签的括号不完整；要写成 {{fee}} 这样，左右各两个英文花括号",
                "付fee}}元 | 标签的括号不完整；要写成 {{fee}} 这样，左右各两个英文花括号",
                "付｛｛fee｝｝元 | 标签的括号不完整；要写成 {{fee}} 这样，左右各两个英文花括号",
            })
    void refusesMoreThanPlainTags(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateText.parse(text))
                .withMessage(message);
    }

    @Test
    void saysWhatMustacheSaysOfASectionThatIsNotClosed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateText.parse("{{#fee}}一"))
                .withMessage("标签写得不对；标签里只能写事实的名字，如 {{fee}}（Section missing close tag 'fee' @ line 1）");
    }

    private static TemplateText.Prose prose(String text) {
        return (TemplateText.Prose) TemplateText.parse(text).paragraphs().getFirst();
    }
}
