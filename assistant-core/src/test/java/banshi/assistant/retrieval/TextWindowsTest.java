package banshi.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextWindowsTest {
    private final TextWindows windows = new TextWindows(12);

    @Test
    void holdAsManyWholeSentencesAsFit() {
        assertThat(windows.of("本人办理。带身份证。三日办结！收费四十元。")).containsExactly("本人办理。带身份证。", "三日办结！收费四十元。");
    }

    @Test
    void endAtLinesToo() {
        assertThat(windows.of("一、户口簿\n二、居民身份证\n\n三、照片两张")).containsExactly("一、户口簿", "二、居民身份证", "三、照片两张");
    }

    @Test
    void cutASentenceThatIsTooLongAtAPauseOrElseWhereItIsFull() {
        assertThat(windows.of("申请人应当提交户口簿，居民身份证和照片。")).containsExactly("申请人应当提交户口簿，", "居民身份证和照片。");
        assertThat(windows.of("甲乙丙丁戊己庚辛壬癸子丑寅卯")).containsExactly("甲乙丙丁戊己庚辛壬癸子丑", "寅卯");
    }

    @Test
    void doNotCutACharacterInTwo() {
        assertThat(windows.of("十一个字在这里满了吗𠮷好")).containsExactly("十一个字在这里满了吗𠮷", "好");
        assertThat(windows.of("十一个字在这里满了吗呀𠮷好")).containsExactly("十一个字在这里满了吗呀", "𠮷好");
    }

    @Test
    void areNoneOfABlankTextAndOneOfAShortOne() {
        assertThat(windows.of("")).isEmpty();
        assertThat(windows.of(" \n \n")).isEmpty();
        assertThat(windows.of(" 可以。 ")).containsExactly("可以。");
    }

    @Test
    void loseNothingAndAreNeverTooLong() {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(300); i > 0; i--) text.append("证件，。！：\n办理费用 𠮷".charAt(random.nextInt(14)));

            var of = windows.of(text.toString());

            assertThat(String.join("", of).replaceAll("\\s", ""))
                    .isEqualTo(text.toString().replaceAll("\\s", ""));
            assertThat(of).allSatisfy(window -> assertThat(window.length()).isBetween(1, 12));
        }
    }

    @Test
    void cannotBeTiny() {
        assertThatThrownBy(() -> new TextWindows(7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("windows of 7 characters; allowed: 8 or more");
    }
}
