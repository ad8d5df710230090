package banshi.assistant.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FillersTest {
    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource({
        "'请问一下,护照怎么办',           护照怎么办",
        "'你好,请问护照怎么办',           护照怎么办",
        "'您好!我想咨询一下护照怎么办?谢谢', 护照怎么办?",
        "'嗯 护照 呃 怎么办',              护照 怎么办",
        "护照怎么办谢谢您,                护照怎么办",
        "'护照怎么办,在线等',             '护照怎么办,'",
    })
    void takesOutGreetingsAndHesitation(String said, String meant) {
        assertThat(Fillers.without(said)).isEqualTo(meant);
    }

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource({
        "我我我想补身份证,                我想补身份证",
        "户口户口本丢了,                  户口本丢了",
        "身份证丢了身份证丢了怎么办,      身份证丢了怎么办",
        "在哪里在哪里在哪里办,            在哪里办",
    })
    void saysOnceWhatIsSaidTwice(String said, String meant) {
        assertThat(Fillers.without(said)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"你好", "谢谢", "请问", "嗯嗯", "在吗", "谢谢你啊", "妈妈的户口", "问问看", "2020年", "一一五五号", "打110110", ""})
    void leavesAloneWhatHasNothingElseOrMeansSomething(String said) {
        assertThat(Fillers.without(said)).isEqualTo(said);
    }

    @Test
    void returnsTheSameInstanceWhereThereIsNothingToTakeOut() {
        var said = "护照怎么办";
        assertThat(Fillers.without(said)).isSameAs(said);
    }
}
