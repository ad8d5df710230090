package banshi.assistant.hotline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffirmationTest {
    @ParameterizedTest
    @CsvSource({
        "对对对上户口,YES",
        "嗯 是的,YES",
        "在的 在我们家本子上,YES",
        "诶对 C1,YES",
        "不是不是,NO",
        "没有啊,NO",
        "嗯 没办过,NO",
        "不在,NO",
        "江西的,NEITHER",
        "我问一下,NEITHER"
    })
    void hearsYesAndNo(String said, Affirmation heard) {
        assertThat(Affirmation.of(said)).isEqualTo(heard);
    }
}
