package banshi.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import banshi.assistant.release.TestRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxSentenceEncoderTest {
    private final OnnxSentenceEncoder encoder = TestRelease.encoder();

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    @ParameterizedTest(name = "“{0}”")
    @ValueSource(strings = {"户口本丢了怎么补", "a", "", "?", "👍", "𠮷"})
    void givesVectorsOfNormOne(String text) {
        var vector = encoder.encode(text);

        assertThat(vector).hasSize(encoder.dimensions()).hasSize(512);
        assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
    }

    /** The published model's, as others measured them with another tokenizer. */
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "户口本丢了怎么补, 居民户口簿补领, 0.740",
        "身份证过期了, 居民身份证有效期满换领, 0.696",
        "想开个小饭馆要办啥证, 食品经营许可证核发, 0.560",
        "怎么查公积金余额, 住房公积金个人账户查询, 0.753",
        "身份证过期了, 护照过期了, 0.810",
    })
    void findsTheSimilaritiesThatWereMeasured(String one, String other, double cosine) {
        try (var published = OnnxSentenceEncoder.openPublished()) {
            assertThat(dot(published.encode(one), published.encode(other))).isCloseTo(cosine, within(0.02));
        }
    }

    @Test
    void cutsWhatIsTooLong() {
        var most = encoder.encode("身".repeat(510));

        assertThat(encoder.encode("身".repeat(510) + "护照过期")).isEqualTo(most);
        assertThat(encoder.encode("身".repeat(509) + "照")).isNotEqualTo(most);
    }

    @Test
    void encodesForFourCallersAsForOne() throws Exception {
        var texts = new ArrayList<String>();
        for (int i = 0; i < 25; i++) texts.add("身份证过期" + i + "天了怎么办".repeat(1 + i % 4));
        var alone = texts.stream().map(encoder::encode).toList();
        Callable<List<float[]>> all = () -> texts.stream().map(encoder::encode).toList();

        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var together : threads.invokeAll(List.of(all, all, all, all))) {
                for (int i = 0; i < texts.size(); i++)
                    assertThat(together.get().get(i)).isEqualTo(alone.get(i));
            }
        }
    }

    @Test
    void namesItsModelAndWeights() {
        try (var another = OnnxSentenceEncoder.open();
                var published = OnnxSentenceEncoder.openPublished()) {
            assertThat(another.fingerprint()).isEqualTo(encoder.fingerprint());
            assertThat(another.encode("户口本")).isEqualTo(encoder.encode("户口本"));
            assertThat(published.fingerprint())
                    .isEqualTo("bge-small-zh-v1.5-int8:24010842:be92881a")
                    .isNotEqualTo(encoder.fingerprint());
            assertThat(published.encode("户口本")).isNotEqualTo(encoder.encode("户口本"));
        }
    }
}
