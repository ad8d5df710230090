package banshi.channels.hotline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenNumbersTest {
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "我身份证三三零一, 我身份证****",
        "我身份证三三零一零六, 我身份证******",
        "电话1380嗯, 电话****嗯",
        "电话 138 0, 电话 *** *",
        "我打了三次, 我打了三次",
        "门牌三零一, 门牌三零一",
        "二零二六年三月办的, 二零二六年三月办的",
        "一九九零年, 一九九零年"
    })
    void coversWhatMayGrowAtTheEndOfAPartial(String partial, String covered) {
        assertThat(SpokenNumbers.beginningCovered(partial)).isEqualTo(covered);
    }

    @Test
    void coversANumberThatIsReadOutInPieces() {
        assertThat(SpokenNumbers.covered(List.of("我身份证是三三零一零六", "嗯一九九零", "零三零七四", "一八对", "谢谢")))
                .containsExactly("我身份证是******", "嗯****", "*****", "**对", "谢谢");
        assertThat(SpokenNumbers.covered(List.of("电话是1380", "0000", "000"))).containsExactly("电话是****", "****", "***");
        assertThat(SpokenNumbers.covered(List.of("三三零", "一零六", "一九九"))).containsExactly("***", "***", "***");
    }

    @Test
    void goesOnFromWhatIsCoveredAlready() {
        assertThat(SpokenNumbers.covered(List.of("我身份证是******", "****", "零三零七")))
                .containsExactly("我身份证是******", "****", "****");
    }

    @Test
    void leavesNumbersThatAreNobodys() {
        for (var said : List.of(
                List.of("我打了一二三四五", "没人接"),
                List.of("二零二六年", "三月二号办的"),
                List.of("要带三", "一个月以内的照片"),
                List.of("交一百二十块", "五十块"),
                List.of("三零一", "四零二"))) assertThat(SpokenNumbers.covered(said)).isEqualTo(said);
    }

    @Test
    void wordsBetweenTwoNumbersKeepThemApart() {
        var said = List.of("我住三零一", "就是那个小区的", "四零二五");
        assertThat(SpokenNumbers.covered(said)).isEqualTo(said);
    }
}
