package banshi.assistant.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "满十六岁,         满16岁",
        "十八周岁以下,     18周岁以下",
        "三天能好吗,       3天能好吗",
        "两个月,           2个月",
        "二十个工作日,     20个工作日",
        "一百二十块,       120块",
        "一百零五元,       105元",
        "两千三百元,       2300元",
        "十年有效,         10年有效",
        "打一一零,         打110",
        "拨幺二三四五,     拨12345",
        "三岁和十二岁,     3岁和12岁",
    })
    void writesNumbersInDigits(String said, String digits) {
        assertThat(Numerals.inDigits(said)).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"万一丢了", "等一下", "一件事", "第一天", "初二年级", "二百五块", "十几天", "五五开", "三万元", "一个人去", "星期三", "千万别", ""})
    void leavesWordsThatAreNoNumbers(String said) {
        assertThat(Numerals.inDigits(said)).isEqualTo(said);
    }

    @Test
    void returnsTheSameInstanceWhereThereIsNone() {
        var said = "护照怎么办";
        assertThat(Numerals.inDigits(said)).isSameAs(said);
    }
}
