package banshi.eval.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.EncoderAdapter;
import banshi.assistant.retrieval.OnnxSentenceEncoder;
import banshi.assistant.retrieval.QuantizedWeights;
import banshi.assistant.retrieval.WordPieceTokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncoderTrainingTest {
    private static final WordPieceTokenizer TOKENIZER = WordPieceTokenizer.published();

    private static final List<String> THINGS = List.of("护照", "身份证", "驾照", "户口本");
    private static final List<String> ASKED = List.of("要多少钱", "去哪里办", "几天能好");

    private static List<EncoderTraining.Lesson> lessons() {
        var lessons = new ArrayList<EncoderTraining.Lesson>();
        for (int thing = 0; thing < THINGS.size(); thing++) {
            lessons.add(new EncoderTraining.Lesson(THINGS.get(thing), thing, -1, true));
            for (int asked = 0; asked < ASKED.size(); asked++)
                lessons.add(new EncoderTraining.Lesson(THINGS.get(thing) + ASKED.get(asked), thing, asked, false));
        }
        return lessons;
    }

    private static EncoderAdapter train(List<Double> losses) {
        var reader = new Reader(List.of());
        var disguise =
                new Disguise(lessons().stream().map(l -> reader.read(l.text())).toList());
        var plan = new EncoderTraining.Plan(20, 8, 4, 2e-3, 1);
        return new EncoderTraining(lessons(), THINGS.size(), ASKED.size(), TOKENIZER, disguise, plan)
                .train(OnnxSentenceEncoder.publishedModel(), (step, steps, loss) -> losses.add(loss));
    }

    private static byte[] written(EncoderAdapter adapter) throws IOException {
        var out = new ByteArrayOutputStream();
        adapter.write(out);
        return out.toByteArray();
    }

    @Test
    void beforeItLearnsItSeesWhatIsServed() {
        var text = "身份证丢了怎么补办,要带户口本吗";
        try (var manager = NDManager.newBaseManager();
                var served = OnnxSentenceEncoder.openPublished()) {
            var weights = new QuantizedWeights(OnnxSentenceEncoder.publishedModel());
            var encoder = new TunedEncoder(weights, manager, 4, new Random(1));
            var own = encoder.encode(List.of(TOKENIZER.tokenize(text, 96), TOKENIZER.tokenize("护照", 96)), 0, manager)
                    .get(0)
                    .toFloatArray();
            var theirs = served.encode(text);
            double cosine = 0;
            for (int d = 0; d < own.length; d++) cosine += own[d] * theirs[d];
            assertThat(cosine).isCloseTo(1, within(0.02)); // the served one rounds what it computes with
        }
    }

    @Test
    void theLossFallsAndTheServedModelTakesWhatWasLearned() {
        var losses = new ArrayList<Double>();
        var adapter = train(losses);
        assertThat(losses).hasSizeGreaterThanOrEqualTo(2);
        assertThat(losses.getLast()).isLessThan(losses.getFirst() * 0.8);
        try (var tuned = OnnxSentenceEncoder.of(adapter.applyTo(OnnxSentenceEncoder.publishedModel()))) {
            assertThat(nearnessOfWhatIsAsked(tuned)).isGreaterThan(publishedNearness() + 0.2);
        }
    }

    /** How much nearer one aspect of two things is than two aspects of one thing. */
    private static double nearnessOfWhatIsAsked(OnnxSentenceEncoder encoder) {
        var fee = encoder.encode("护照要多少钱");
        return cosine(fee, encoder.encode("户口本要多少钱")) - cosine(fee, encoder.encode("护照几天能好"));
    }

    @Test
    void learnsTheSameFromTheSame() throws IOException {
        assertThat(written(train(new ArrayList<>()))).isEqualTo(written(train(new ArrayList<>())));
    }

    private static double publishedNearness() {
        try (var published = OnnxSentenceEncoder.openPublished()) {
            return nearnessOfWhatIsAsked(published);
        }
    }

    private static double cosine(float[] a, float[] b) {
        double cosine = 0;
        for (int d = 0; d < a.length; d++) cosine += a[d] * b[d];
        return cosine;
    }
}
