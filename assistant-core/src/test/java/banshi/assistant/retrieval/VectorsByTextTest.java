package banshi.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorsByTextTest {
    private static final PassageVectors TWO = new PassageVectors(new float[][] {{1, 0}, {.6f, .8f}});

    @TempDir
    Path folder;

    @Test
    void givesTheExactVectorOfAText() {
        var file = folder.resolve("texts.bin");
        VectorsByText.write(file, List.of("户口簿丢了", "身份证到期"));

        var read = VectorsByText.read(file, TWO);

        assertThat(read.of("身份证到期")).containsExactly(.6f, .8f);
        assertThat(read.of("户口簿丢了")).containsExactly(1, 0);
        assertThat(read.of("户口簿丢了 ")).isNull();
    }

    @Test
    void saysWhereTextsStandInTheSameOrder() {
        var file = folder.resolve("texts.bin");
        VectorsByText.write(file, List.of("甲", "乙", "丙", "乙", "丁"));
        var read = VectorsByText.read(file, new PassageVectors(new float[5][2]));

        assertThat(read.standing(List.of("甲", "乙", "丙", "乙", "丁"))).containsExactly(0, 1, 2, 3, 4);
        assertThat(read.standing(List.of("新", "甲", "丙", "丁"))).containsExactly(-1, 0, 2, 4);
        assertThat(read.standing(List.of("丁", "甲"))).containsExactly(4, -1); // no way back
        assertThat(read.standing(List.of())).isEmpty();
    }

    @Test
    void refusesWhatBelongsToOtherVectors() {
        var file = folder.resolve("texts.bin");
        VectorsByText.write(file, List.of("户口簿丢了"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorsByText.read(file, TWO))
                .withMessageContaining("32");
    }
}
