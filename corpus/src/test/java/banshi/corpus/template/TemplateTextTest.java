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
                .withMessage(
                        "{{" + tag.tag() + "}} must stand alone in its paragraph, with a blank line before and after");
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
                "{{#fee}}一{{/fee}} | {{#fee}} is not allowed: templates only name facts",
                "{{^fee}}一{{/fee}} | {{^fee}} is not allowed: templates only name facts",
                "{{>fee}} | {{>fee}} is not allowed: templates only name facts",
                "{{=<% %>=}}<%fee%> | {{=…=}} is not allowed: templates only name facts",
                "付{{}}元 | {{}} names no fact",
                "付{{ }}元 | {{}} names no fact",
                "付{{#}}元 | {{}} names no fact",
                "付{{fee元 | a tag is not closed or not opened; it is written {{fee}}, with plain braces, two on either side",
                "付{{fee}元 | a tag is not closed or not opened; it is written {{fee}}, with plain braces, two on either side",
                "付fee}}元 | a tag is not closed or not opened; it is written {{fee}}, with plain braces, two on either side",
                "付｛｛fee｝｝元 | a tag is not closed or not opened; it is written {{fee}}, with plain braces, two on either side",
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
                .withMessage("the template does not parse: Section missing close tag 'fee' @ line 1");
    }

    private static TemplateText.Prose prose(String text) {
        return (TemplateText.Prose) TemplateText.parse(text).paragraphs().getFirst();
    }
}
