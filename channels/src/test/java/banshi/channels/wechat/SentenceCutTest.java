package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceCutTest {
    @Test
    void leavesAloneWhatFitsToTheByte() {
        assertThat(SentenceCut.within("可以网上办", 15)).isEqualTo("可以网上办");
    }

    @ParameterizedTest(name = "{0} within {1} bytes: {2}")
    @CsvSource({
        "可以。带身份证。不收费, 26, 可以。带身份证。",
        "可以。带身份证。不收费, 23, 可以。",
        "能办吗？能！马上, 23, 能办吗？能！",
        "他说“可以。”然后走了, 24, 他说“可以。”",
        "打开https://a.cn/b?c=1看看, 20, 打开",
        "每张收费一共40元整, 19, 每张收费一共",
        "甲乙丙丁, 8, 甲乙"
    })
    void cutsAtTheLastSentenceThatFits(String text, int bytes, String cut) {
        assertThat(SentenceCut.within(text, bytes)).isEqualTo(cut);
    }

    @Test
    void neverCutsACharacterInTwo() {
        var text = "好😀👨‍👩‍👧🇨🇳e\u0301𠮷字";
        for (int bytes = 1; bytes <= SentenceCut.bytes(text); bytes++) {
            var cut = SentenceCut.within(text, bytes);

            assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(bytes);
            assertThat(cut)
                    .isIn(
                            "",
                            "好",
                            "好😀",
                            "好😀👨‍👩‍👧",
                            "好😀👨‍👩‍👧🇨🇳",
                            "好😀👨‍👩‍👧🇨🇳e\u0301",
                            "好😀👨‍👩‍👧🇨🇳e\u0301𠮷",
                            text);
        }
    }
}
