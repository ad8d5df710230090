package banshi.eval.publicsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.assistant.retrieval.PassageVectors;
import banshi.assistant.retrieval.SentenceEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicSetsRunTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void write() {
        TinySets.writeTo(folder.resolve("data"));
    }

    private String measure(String name, int sample) throws IOException {
        try (var run = new PublicSetsRun(
                folder.resolve("data"), folder.resolve("cache"), new Characters(), sample, said::add)) {
            return run.measure(name);
        }
    }

    @Test
    void putsOursTheBaselinesAndThePublishedFiguresBesideEachOther() throws IOException {
        var tables = measure("msgabench", Integer.MAX_VALUE).lines().toList();

        assertThat(tables)
                .contains("### MSGABench, Beijing: question to answer (4 questions, 4 texts)")
                .anyMatch(line -> line.startsWith("| own: words and meaning | ") && line.endsWith(" | this run |"))
                .anyMatch(line -> line.startsWith("| own: words alone |"))
                .anyMatch(line -> line.startsWith("| own: meaning alone |"))
                .anyMatch(line -> line.startsWith("| own without pinyin |"))
                .anyMatch(line -> line.matches("\\| Lucene BM25, bigrams \\| \\d\\.\\d{3} \\(.*"))
                .anyMatch(line -> line.startsWith("| Lucene BM25, smartcn |"))
                .anyMatch(line -> line.startsWith("| Lucene BM25, HanLP words |"))
                .contains("| char-bigram BM25 (published, 4 q) | 0.1234 |  |  | 0.5678 |  | somebody |");
        assertThat(tables).anyMatch(line -> line.startsWith("### MSGABench, questions that look alike"));
        assertThat(said).isNotEmpty();
    }

    @Test
    void measuresEverySet() throws IOException {
        for (String name : PublicSetsRun.names())
            assertThat(measure(name, Integer.MAX_VALUE))
                    .as(name)
                    .startsWith("### ")
                    .contains("| this run |");
    }

    @Test
    void givesTheSameTablesFromTheCache() throws IOException {
        assertThat(measure("kaohsiung-faq", Integer.MAX_VALUE)).isEqualTo(measure("kaohsiung-faq", Integer.MAX_VALUE));
    }

    @Test
    void comparesPairsWithThePublishedEncoderAlone() throws IOException {
        assertThat(measure("paraphrase", Integer.MAX_VALUE))
                .contains("| bge-small-zh-v1.5 (published, validation) |  |  | 0.4321 | makers |")
                .doesNotContain("other-encoder");
    }

    @Test
    void saysWhereItLookedAtASampleOnly() throws IOException {
        assertThat(measure("msgabench", 3))
                .contains("SAMPLE of the first 3 texts")
                .doesNotContain("look alike");
        assertThat(measure("intent-cic", 1)).contains("SAMPLE of the first 1 known sentences");
        assertThat(measure("paraphrase", 1)).contains("SAMPLE of the first 1)");
    }

    @Test
    void knowsNoOtherSet() {
        assertThatThrownBy(() -> measure("nosuch", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no public set nosuch; there are: msgabench,");
    }

    /** Texts are alike that share characters. */
    private static final class Characters implements SentenceEncoder {
        private static final int DIMENSIONS = 64;

        @Override
        public float[] encode(String text) {
            var vector = new float[DIMENSIONS];
            text.chars().forEach(c -> vector[c % DIMENSIONS]++);
            double norm = Math.sqrt(PassageVectors.dot(vector, vector));
            for (int i = 0; i < DIMENSIONS; i++) vector[i] /= (float) norm;
            return vector;
        }

        @Override
        public int dimensions() {
            return DIMENSIONS;
        }

        @Override
        public String fingerprint() {
            return "characters";
        }
    }
}
