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
        "也不是 是他的驾照,NO",
        "江西的,NEITHER",
        "我问一下,NEITHER"
    })
    void hearsYesAndNo(String said, Affirmation heard) {
        assertThat(Affirmation.of(said)).isEqualTo(heard);
    }

    @ParameterizedTest
    @CsvSource({"网吧早就注销了 后来我又想开民宿,NO", "迁移做好了 户口本也换过了,NO", "户口现在不迁了 放家里了,NO", "不是户口 是驾照,NO", "对 就是这个,YES", "江西的,NEITHER"
    })
    void whatIsDoneIsNotWhatIsWanted(String said, Affirmation heard) {
        assertThat(Affirmation.toNaming(said)).isEqualTo(heard);
    }
}
