package banshi.assistant.language;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.release.TestRelease;
import com.hankcs.hanlp.HanLP;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void isThatOfHanLpForEveryCharacter() {
        assertThat(IntStream.rangeClosed(Character.MIN_CODE_POINT, 0x3FFFF)
                        .filter(c -> Character.isLetter(c))
                        .mapToObj(Character::toString)
                        .filter(c -> !Script.simplified(c).equals(HanLP.convertToSimplifiedChinese(c))))
                .isEmpty();
    }

    @Test
    void isThatOfHanLpForWhatCitizensSay() {
        assertThat(TestRelease.content().phrasings().stream()
                        .map(phrasing -> phrasing.text())
                        .filter(text -> !Script.simplified(text).equals(HanLP.convertToSimplifiedChinese(text))))
                .isEmpty();
    }

    @Test
    void knowsWordsThatChangeAsAWhole() {
        assertThat(Script.simplified("乾隆年間的證件與乾淨的護照")).isEqualTo("乾隆年间的证件与干净的护照");
    }
}
