package banshi.assistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DisguiseTest {
    private final Reader reader = new Reader(List.of());
    private final Disguise disguise = new Disguise(read("户口本护照", "簿子的薄厚", "补办多少钱", "不办了", "前天"));

    @Test
    void putsACharacterOfTheSameSoundInThePlaceOfAnother() {
        var question = reader.read("户口补办");
        var typo = disguise.typo(question, 1);

        assertThat(typo).isNotEqualTo("户口补办").hasSize(4);
        assertThat(reader.read(typo).syllables()).isEqualTo(question.syllables());
    }

    @Test
    void isTheSameForTheSameSeed() {
        var question = reader.read("护照补办要多少钱");

        assertThat(disguise.typo(question, 7)).isEqualTo(disguise.typo(question, 7));
    }

    @Test
    void getsMoreCharactersWrongInALongerQuestion() {
        var question = reader.read("户户户户户户户户户户户户户户户户户户户户户户户户");
        var typo = disguise.typo(question, 3);

        assertThat(typo.chars().filter(c -> c != '户')).hasSize(3);
    }

    @Test
    void leavesAQuestionAloneThatNobodyCouldGetWrong() {
        assertThat(disguise.typo(reader.read("A1"), 1)).isEqualTo("a1");
        assertThat(disguise.typo(reader.read(""), 1)).isEmpty();
    }

    private List<Question> read(String... texts) {
        return Stream.of(texts).map(reader::read).toList();
    }
}
