package banshi.assistant.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundsTest {
    private static List<String> folded(String text) {
        return Sounds.of(text).stream().map(Sounds::folded).toList();
    }

    @ParameterizedTest(name = "{0} sounds like {1}")
    @CsvSource({
        "知, 资", "吃, 词", "是, 四", "证, 怎", // zh, ch, sh and eng
        "南, 蓝", "女, 旅", // n and l
        "金, 京", "人民, 仁明", "班, 帮", // in and ing, an and ang
        "湖, 福", "黄, 房", "回, 飞", "昏, 分", // h and f
    })
    void makesOneOfSoundsThatPeopleDoNotTellApart(String one, String other) {
        assertThat(folded(one)).isEqualTo(folded(other));
    }

    @ParameterizedTest(name = "{0} does not sound like {1}")
    @CsvSource({"办, 补", "户, 护照", "本, 笨蛋", "证, 丁", "来, 赖皮", "好, 否"})
    void tellsOthersApart(String one, String other) {
        assertThat(folded(one)).isNotEqualTo(folded(other));
    }
}
