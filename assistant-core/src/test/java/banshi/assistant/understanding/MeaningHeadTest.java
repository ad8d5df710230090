package banshi.assistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeaningHeadTest {
    private static final int DIMENSIONS = 16;
    private static final int CLASSES = 4;

    private static float[] near(int axis, Random random) {
        var vector = new float[DIMENSIONS];
        double norm = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = (float) random.nextGaussian() * 0.15f + (d == axis ? 1 : 0);
            norm += vector[d] * vector[d];
        }
        for (int d = 0; d < DIMENSIONS; d++) vector[d] /= (float) Math.sqrt(norm);
        return vector;
    }

    private static LearningOrder order(int examples) {
        return LearningOrder.of(
                IntStream.range(0, examples).mapToObj(Integer::toString).toList());
    }

    private static List<MeaningHead.Example> examples() {
        var random = new Random(1);
        var examples = new ArrayList<MeaningHead.Example>();
        for (int i = 0; i < 200; i++) examples.add(new MeaningHead.Example(near(i % CLASSES, random), i % CLASSES));
        return examples;
    }

    @Test
    void learnsWhatIsNearWhat() {
        var head = MeaningHead.learn(examples(), order(200), new float[CLASSES][], DIMENSIONS);
        var random = new Random(2);
        for (int i = 0; i < 100; i++)
            assertThat(Best.of(head.read(near(i % CLASSES, random)), 1)).containsExactly(i % CLASSES);
    }

    @Test
    void goesByNamesWhereThereIsNothingToLearnFrom() {
        var names = new float[CLASSES][DIMENSIONS];
        for (int c = 0; c < CLASSES; c++) names[c][CLASSES - 1 - c] = 1;
        var read = MeaningHead.learn(List.of(), order(0), names, DIMENSIONS).read(names[2]);
        assertThat(Best.of(read, 1)).containsExactly(2);
        double all = 0;
        for (float r : read) all += Math.exp(r);
        assertThat(all).isCloseTo(1, within(1e-5));
    }

    @Test
    void readsNearlyAsBeforeWhenItWasWrittenAndReadBack() throws IOException {
        var head = MeaningHead.learn(examples(), order(200), new float[CLASSES][], DIMENSIONS);
        var out = new ByteArrayOutputStream();
        head.write(new DataOutputStream(out));
        var again = MeaningHead.read(new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
        var vector = near(1, new Random(3));
        for (int c = 0; c < CLASSES; c++)
            assertThat(again.read(vector)[c]).isCloseTo(head.read(vector)[c], within(0.05f));
    }
}
