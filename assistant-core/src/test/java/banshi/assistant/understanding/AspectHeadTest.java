package banshi.assistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.language.Reader;
import banshi.corpus.Term;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AspectHeadTest {
    private static final int FEE = 0;
    private static final int WHERE = 1;
    private static final int TIME = 2;
    private static final float[] NO_VECTOR = {0, 0};

    private static final Reader READER = new Reader(List.of(
            new Term("户口簿", "户口簿", Term.Kind.THING),
            new Term("护照", "普通护照", Term.Kind.THING),
            new Term("身份证", "居民身份证", Term.Kind.THING)));

    private static AspectHead.Example example(String text, int aspect) {
        return new AspectHead.Example(READER.read(text), NO_VECTOR, aspect);
    }

    /** The thing gives the aspect away in training, if it is not masked. */
    private static List<AspectHead.Example> examples() {
        var examples = new ArrayList<AspectHead.Example>();
        for (String before : List.of("补", "办", "换", "请问")) {
            examples.add(example(before + "护照要多少钱", FEE));
            examples.add(example(before + "护照收费吗多少钱", FEE));
            examples.add(example(before + "户口簿去哪里办", WHERE));
            examples.add(example(before + "户口簿在哪里办理", WHERE));
            examples.add(example(before + "身份证几天能好", TIME));
            examples.add(example(before + "身份证要几天", TIME));
        }
        return examples;
    }

    private static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) if (scores[i] > scores[best]) best = i;
        return best;
    }

    @Test
    void learnsWhatIsAskedWhateverItIsAskedOf() {
        var head = AspectHead.train(examples(), 3, 2);

        assertThat(best(head.scores(READER.read("补身份证多少钱"), NO_VECTOR))).isEqualTo(FEE);
        assertThat(best(head.scores(READER.read("换护照在哪里办"), NO_VECTOR))).isEqualTo(WHERE);
        assertThat(best(head.scores(READER.read("换户口簿要几天"), NO_VECTOR))).isEqualTo(TIME);
    }

    @Test
    void learnsFromTheVectorWhereTheWordsSayNothing() {
        var examples = new ArrayList<AspectHead.Example>();
        for (int i = 0; i < 10; i++) {
            examples.add(new AspectHead.Example(READER.read("甲"), new float[] {1, 0}, FEE));
            examples.add(new AspectHead.Example(READER.read("甲"), new float[] {0, 1}, WHERE));
        }
        var head = AspectHead.train(examples, 2, 2);

        assertThat(best(head.scores(READER.read("甲"), new float[] {0.9f, 0.1f})))
                .isEqualTo(FEE);
        assertThat(best(head.scores(READER.read("甲"), new float[] {0.1f, 0.9f})))
                .isEqualTo(WHERE);
    }

    @Test
    void scoresUnknownWordsWithoutChoosing() {
        var head = AspectHead.train(examples(), 3, 2);

        assertThat(head.scores(READER.read("天"), NO_VECTOR)).hasSize(3);
        assertThat(head.scores(READER.read("xyz"), NO_VECTOR)).doesNotContain(Float.NaN);
    }

    @Test
    void comesBackFromItsFileWithTheSameScores() throws IOException {
        var head = AspectHead.train(examples(), 3, 2);
        var written = written(head);

        var back = AspectHead.read(new DataInputStream(new ByteArrayInputStream(written)));

        for (String text : List.of("换护照在哪里办", "多少钱", "啊"))
            assertThat(back.scores(READER.read(text), new float[] {0.6f, 0.8f}))
                    .isEqualTo(head.scores(READER.read(text), new float[] {0.6f, 0.8f}));
        assertThat(written(back)).isEqualTo(written);
    }

    @Test
    void learnsTheSameFromTheSame() throws IOException {
        assertThat(written(AspectHead.train(examples(), 3, 2))).isEqualTo(written(AspectHead.train(examples(), 3, 2)));
    }

    private static byte[] written(AspectHead head) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            head.write(out);
        }
        return bytes.toByteArray();
    }
}
