package banshi.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassageVectorsTest {
    private static final int DIMENSIONS = 512;

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    private float[] anyVector() {
        var vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) vector[i] = (float) random.nextGaussian();
        return normalized(vector);
    }

    private static float[] normalized(float[] vector) {
        double sum = 0;
        for (float v : vector) sum += (double) v * v;
        for (int i = 0; i < vector.length; i++) vector[i] /= (float) Math.sqrt(sum);
        return vector;
    }

    private float[][] anyVectors(int count) {
        var vectors = new float[count][];
        Arrays.setAll(vectors, i -> anyVector());
        return vectors;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    @Test
    void comparesRoughlyWithinAHundredth() {
        var exact = anyVectors(300);
        var vectors = new PassageVectors(exact);

        for (int round = 0; round < 20; round++) {
            var question = mixed(anyVector(), exact[round], round / 20f);
            var cosines = vectors.cosines(question);
            for (int p = 0; p < exact.length; p++) {
                assertThat(cosines[p]).isCloseTo((float) dot(exact[p], question), within(0.01f));
                assertThat(vectors.cosine(p, question)).isCloseTo((float) dot(exact[p], question), within(1e-5f));
            }
        }
    }

    /** A question may be more peaked than any passage. */
    @Test
    void comparesAPeakedQuestionWithinAHundredth() {
        var exact = anyVectors(50);
        var peak = new float[DIMENSIONS];
        peak[3] = 0.8f;
        peak[4] = -0.6f;

        var cosines = new PassageVectors(exact).cosines(peak);

        for (int p = 0; p < exact.length; p++)
            assertThat(cosines[p]).isCloseTo((float) dot(exact[p], peak), within(0.01f));
    }

    private static float[] mixed(float[] one, float[] other, float share) {
        var mixed = new float[one.length];
        for (int i = 0; i < mixed.length; i++) mixed[i] = one[i] * (1 - share) + other[i] * share;
        return normalized(mixed);
    }

    @Test
    void comesBackFromItsFileAsItWas() {
        var vectors = new PassageVectors(anyVectors(20));
        var file = folder.resolve("vectors.bin");
        vectors.write(file);

        var back = PassageVectors.read(file);

        assertThat(back.size()).isEqualTo(20);
        var question = anyVector();
        assertThat(back.cosines(question)).isEqualTo(vectors.cosines(question));
        for (int p = 0; p < 20; p++) assertThat(back.vector(p)).isEqualTo(vectors.vector(p));
    }

    @Test
    void comesBackEmpty() {
        var file = folder.resolve("vectors.bin");
        new PassageVectors(new float[0][]).write(file);

        var back = PassageVectors.read(file);

        assertThat(back.size()).isZero();
        assertThat(back.cosines(anyVector())).isEmpty();
    }

    @ParameterizedTest(name = "cut to {0} bytes")
    @ValueSource(ints = {0, 3, 7, 8, 9, 2048, 4103})
    void refusesAFileThatIsCutShort(int bytes) throws IOException {
        var file = folder.resolve("vectors.bin");
        new PassageVectors(anyVectors(2)).write(file);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));

        assertThatThrownBy(() -> PassageVectors.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vectors.bin");
    }

    @Test
    void refusesAnotherFile() throws IOException {
        var file = folder.resolve("vectors.bin");
        Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0}); // -1 by -1

        assertThatThrownBy(() -> PassageVectors.read(file)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PassageVectors.read(folder.resolve("nothing")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nothing");
    }
}
