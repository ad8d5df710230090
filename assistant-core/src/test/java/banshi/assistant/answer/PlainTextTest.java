package banshi.assistant.answer;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTextTest {
    static Stream<Arguments> blocks() {
        return Stream.of(
                Arguments.of(new Block.Text("可以网上办。"), "可以网上办。"),
                Arguments.of(
                        new Block.Checklist(
                                "要准备的",
                                List.of(
                                        new Block.Checklist.Item("id", "身份证", "原件", true),
                                        new Block.Checklist.Item("form", "申请表", "", true))),
                        "要准备的\n1. 身份证（原件）\n2. 申请表"),
                Arguments.of(
                        new Block.Steps("", List.of(new Block.Steps.Step("申请", "网上"), new Block.Steps.Step("等", ""))),
                        "1. 申请（网上）\n2. 等"),
                Arguments.of(
                        new Block.Points(
                                "别弄混", List.of(new Block.Points.Point("补证", "丢了"), new Block.Points.Point("", "坏了"))),
                        "别弄混\n1. 补证：丢了\n2. 坏了"),
                Arguments.of(new Block.Link("浙里办", "https://a.cn/", "打开后搜“甲”"), "浙里办：https://a.cn/\n打开后搜“甲”"),
                Arguments.of(new Block.Link("浙里办", "https://a.cn/", ""), "浙里办：https://a.cn/"),
                Arguments.of(new Block.Phone("热线", "12345"), "热线：12345"),
                Arguments.of(new Block.Choices(List.of(new Choice("1", "要多少钱", null, null)), "还想问："), "还想问：\n1. 要多少钱"),
                Arguments.of(
                        new Block.Choices(
                                List.of(new Choice("1", "甲", null, null), new Choice("2", "乙", null, null)), null),
                        "1. 甲\n2. 乙"),
                Arguments.of(new Block.Points("", List.of()), ""));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void writesABlockAsItWouldBeRead(Block block, String text) {
        assertThat(PlainText.of(List.of(block))).isEqualTo(text);
    }

    @Test
    void partsBlocksByABlankLineAndLeavesEmptyOnesOut() {
        assertThat(PlainText.of(List.of(
                        new Block.Text("甲"),
                        new Block.Text(" "),
                        new Block.Points("", List.of()),
                        new Block.Text("乙"))))
                .isEqualTo("甲\n\n乙");
        assertThat(PlainText.of(List.of())).isEmpty();
    }
}
