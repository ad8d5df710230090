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
    void refusesWhatBelongsToOtherVectors() {
        var file = folder.resolve("texts.bin");
        VectorsByText.write(file, List.of("户口簿丢了"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorsByText.read(file, TWO))
                .withMessageContaining("32");
    }
}
