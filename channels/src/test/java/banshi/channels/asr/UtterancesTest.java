package banshi.channels.asr;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.hotline.Speaker;
import banshi.channels.asr.Words.Span;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtterancesTest {
    private final AtomicInteger number = new AtomicInteger();
    private final Utterances utterances = new Utterances(Speaker.CALLER, () -> "u" + number.incrementAndGet());

    private List<String> heard(int sentence, String text, boolean isFinal) {
        return shown(utterances.heard(List.of(new Words(sentence, text, isFinal, null, null)), 0, 5_000));
    }

    private static List<String> shown(List<Transcript> transcripts) {
        return transcripts.stream()
                .map(t -> t.utteranceId() + (t.isFinal() ? "! " : " ") + t.text())
                .toList();
    }

    @Test
    void keepAnIdUntilTheSentenceIsOver() {
        assertThat(heard(0, "身份", false)).containsExactly("u1 身份");
        assertThat(heard(0, "身份证", false)).containsExactly("u1 身份证");
        assertThat(heard(0, "身份证。", true)).containsExactly("u1! 身份证。");
        assertThat(heard(1, "丢", false)).containsExactly("u2 丢");
    }

    @Test
    void tellNothingTwice() {
        heard(0, "身份", false);

        assertThat(heard(0, "身份", false)).isEmpty();
        assertThat(heard(0, "身份", true)).containsExactly("u1! 身份");
        assertThat(heard(0, "身份", true)).isEmpty();
    }

    @Test
    void letNoPartialUndoAFinalButACorrection() {
        heard(0, "身份正", true);

        assertThat(heard(0, "身份", false)).isEmpty();
        assertThat(heard(0, "身份证", true)).containsExactly("u1! 身份证");
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource({"''", "' '", "。", "'，。'", "[unk]", "<unk>"})
    void areSilentAboutSilence(String text) {
        assertThat(heard(0, text, false)).isEmpty();
        assertThat(heard(0, text, true)).isEmpty();
        assertThat(heard(1, "喂", false)).containsExactly("u1 喂");
    }

    @Test
    void closeWhatWasSeenWhereItIsSilenceAfterAll() {
        heard(0, "嗯", false);

        assertThat(heard(0, "", false)).isEmpty();
        assertThat(heard(0, "", true)).containsExactly("u1! 嗯");
    }

    @Test
    void closeWhatIsOpenWithTheConnectionAndBeginAnew() {
        heard(0, "身份证", true);
        heard(1, "丢", false);

        assertThat(shown(utterances.over())).containsExactly("u2! 丢");
        assertThat(utterances.over()).isEmpty();
        assertThat(heard(0, "了", false)).containsExactly("u3 了");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"我 身份 证 [unk] 丢 了, 我身份证丢了", "我 有 ID card 和 护照, 我有ID card和护照", "open the door, open the door"})
    void haveNoGapsBetweenChineseWords(String said, String told) {
        assertThat(heard(0, said, false)).containsExactly("u1 " + told);
    }

    @Test
    void areNotLongerThanTheContractAllows() {
        var told = utterances.heard(List.of(new Words(0, "办".repeat(1_999) + "𠮷证", true, null, null)), 0, 1);

        assertThat(told.getFirst().text()).isEqualTo("办".repeat(1_999));
    }

    @Test
    void lieWhereTheRecogniserSaysFromTheFirstSoundOfItsConnection() {
        var told = utterances.heard(List.of(new Words(0, "身份证", true, new Span(400, 1_900), 0.9)), 60_000, 65_000);

        assertThat(told).containsExactly(new Transcript("u1", Speaker.CALLER, "身份证", true, 60_400, 61_900, 0.9));
    }

    @Test
    void lieAboutWhereTheyWereHeardElse() {
        var first = utterances.heard(List.of(new Words(0, "身份", false, null, null)), 0, 3_000);
        var last = utterances.heard(List.of(new Words(0, "身份证", true, null, null)), 0, 4_000);
        var next = utterances.heard(List.of(new Words(1, "丢", false, null, null)), 0, 4_100);

        assertThat(first.getFirst().startMs()).isEqualTo(2_200);
        assertThat(last.getFirst().startMs()).isEqualTo(2_200);
        assertThat(last.getFirst().endMs()).isEqualTo(4_000);
        assertThat(next.getFirst().startMs()).as("not before the last was over").isEqualTo(4_000);
    }

    @Test
    void keepNothingOfALongCallButWhatMayBeCorrected() {
        for (int i = 0; i < 10_000; i++) heard(i, "话" + i, true);

        assertThat(utterances.remembered()).isLessThan(5);
    }
}
