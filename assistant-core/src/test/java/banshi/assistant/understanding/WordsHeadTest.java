package banshi.assistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

class WordsHeadTest {
    private static final int FEE = 0;
    private static final int WHERE = 1;
    private static final int TIME = 2;

    private static final Reader READER = new Reader(List.of(
            new Term("户口簿", "户口簿", Term.Kind.THING),
            new Term("护照", "普通护照", Term.Kind.THING),
            new Term("身份证", "居民身份证", Term.Kind.THING)));

    /** The thing gives the aspect away in learning, if it is not masked. */
    private static LearningOrder order() {
        return LearningOrder.of(
                examples().stream().map(e -> e.question().text()).toList());
    }

    private static List<WordsHead.Example> examples() {
        var examples = new ArrayList<WordsHead.Example>();
        for (String before : List.of("补", "办", "换", "请问", "急着办")) {
            examples.add(new WordsHead.Example(READER.read(before + "护照要多少钱"), FEE));
            examples.add(new WordsHead.Example(READER.read(before + "护照收费吗多少钱"), FEE));
            examples.add(new WordsHead.Example(READER.read(before + "户口簿去哪里办"), WHERE));
            examples.add(new WordsHead.Example(READER.read(before + "户口簿在哪里办理"), WHERE));
            examples.add(new WordsHead.Example(READER.read(before + "身份证几天能好"), TIME));
            examples.add(new WordsHead.Example(READER.read(before + "身份证要几天"), TIME));
        }
        return examples;
    }

    private static int best(WordsHead head, String text) {
        return Best.of(head.read(READER.read(text)), 1)[0];
    }

    @Test
    void learnsWhatIsAskedWhateverItIsAskedOf() {
        var head = WordsHead.learn(Grams.OF_ASPECT, examples(), order(), 3);
        assertThat(best(head, "补身份证多少钱")).isEqualTo(FEE);
        assertThat(best(head, "换护照在哪里办")).isEqualTo(WHERE);
        assertThat(best(head, "换户口簿要几天")).isEqualTo(TIME);
    }

    @Test
    void learnsWhatItIsAskedOfAndForgivesCharactersOfTheSameSound() {
        var head = WordsHead.learn(Grams.OF_SUBJECT, examples(), order(), 3);
        assertThat(best(head, "户照要多少前")).isEqualTo(FEE);
        assertThat(best(head, "身分正要几天")).isEqualTo(TIME);
    }

    @Test
    void givesLogarithmsOfProbabilities() {
        var read = WordsHead.learn(Grams.OF_ASPECT, examples(), order(), 3).read(READER.read("多少钱"));
        double all = 0;
        for (float r : read) all += Math.exp(r);
        assertThat(all).isCloseTo(1, within(1e-5));
    }

    @Test
    void knowsHowMuchOfAQuestionItHasSeen() {
        var head = WordsHead.learn(Grams.OF_SUBJECT, examples(), order(), 3);
        assertThat(head.familiarity(READER.read("请问护照要多少钱"))).isGreaterThan(0.9f);
        assertThat(head.familiarity(READER.read("qwertz")))
                .isLessThan(0.1f); // that a question begins and ends, it has seen
    }

    @Test
    void learnsTheSameFromTheSame() throws IOException {
        assertThat(written(WordsHead.learn(Grams.OF_SUBJECT, examples(), order(), 3)))
                .isEqualTo(written(WordsHead.learn(Grams.OF_SUBJECT, examples(), order(), 3)));
    }

    @Test
    void readsAsBeforeWhenItWasWrittenAndReadBack() throws IOException {
        var head = WordsHead.learn(Grams.OF_SUBJECT, examples(), order(), 3);
        var again = WordsHead.read(new DataInputStream(new ByteArrayInputStream(written(head))));
        var question = READER.read("补身份证多少钱");
        assertThat(again.read(question)).isEqualTo(head.read(question));
    }

    private static byte[] written(WordsHead head) throws IOException {
        var out = new ByteArrayOutputStream();
        head.write(new DataOutputStream(out));
        return out.toByteArray();
    }
}
