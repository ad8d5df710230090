package banshi.eval.publicsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicSetsTest {
    @TempDir
    Path folder;

    private PublicSets sets;

    @BeforeEach
    void write() {
        TinySets.writeTo(folder);
        sets = new PublicSets(new SetFiles(folder));
    }

    @Test
    void haveTheAnswersThatTheJudgementsName() throws IOException {
        var set = sets.msgabench();

        assertThat(set.documents()).hasSize(4).startsWith("带户口簿到派出所补领。");
        assertThat(set.queries())
                .contains(
                        new RetrievalSet.Query("户口簿丢了怎么补领", Set.of(0)),
                        new RetrievalSet.Query("护照过期了怎么办", Set.of(0, 1)));
    }

    @Test
    void askBothQuestionsOfAPairWhoseAnswersDiffer() throws IOException {
        assertThat(sets.confusables())
                .containsExactly(
                        new Confusable("公积金转出", Set.of(2), Set.of(3)), new Confusable("公积金转入", Set.of(3), Set.of(2)));
    }

    @Test
    void countEqualAnswersAsAnswersToEachOthersQuestions() throws IOException {
        assertThat(sets.kaohsiung().queries())
                .extracting(RetrievalSet.Query::relevant)
                .containsExactly(Set.of(0), Set.of(1, 2), Set.of(1, 2));
        assertThat(sets.ncpAnswers().documents()).containsExactly("延期", "预约");
    }

    @Test
    void putTheNameOfALawBeforeItsText() throws IOException {
        assertThat(sets.stard().documents()).contains("某法第二条 公民可以登记为个体工商户。");
        assertThat(sets.stard().queries()).containsExactly(new RetrievalSet.Query("谁可以成为个体工商户？", Set.of(1)));
    }

    @Test
    void askOnlyWhatHasItsDocument() throws IOException {
        assertThat(sets.ncpDocuments().queries()).containsExactly(new RetrievalSet.Query("展会怎么办", Set.of(1)));
    }

    @Test
    void keepLabelsAndPairs() throws IOException {
        assertThat(sets.cic().known()).contains(new LabelSet.Sentence("我要退款", "8"));
        assertThat(sets.cic().asked()).contains(new LabelSet.Sentence("地址改一下", "7"));
        assertThat(sets.paraphrases())
                .filteredOn(set -> set.name().equals("public services in lcqmc.dev"))
                .singleElement()
                .extracting(PairSet::pairs)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(new PairSet.Pair("查驾照分", "驾照几分", true), new PairSet.Pair("买票带证", "退票带证", false));
    }

    @Test
    void tellWhichFileIsMissingAndWhichLineIsWrong() {
        assertThatThrownBy(() -> new PublicSets(new SetFiles(folder.resolve("nowhere"))).stard())
                .isInstanceOf(NoSuchFileException.class);
        TinySets.write(folder, "ncp-policies/qa.tsv.gz", "qid\tdocid\n1\td1\textra\n");
        assertThatThrownBy(sets::ncpAnswers)
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("qa.tsv.gz:2: has 3 cells, the first line 2");
        TinySets.write(folder, "kaohsiung-faq/faq.jsonl.gz", "{\"id\":1}\n{\n");
        assertThatThrownBy(sets::kaohsiung)
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("faq.jsonl.gz:2: is not one JSON value");
        TinySets.write(folder, "legal-stard/qrels.tsv.gz", "0\t0\tS77\t1\n");
        assertThatThrownBy(sets::stard).isInstanceOf(IOException.class).hasMessageContaining("S77");
    }

    @Test
    void aSampleKeepsTheFirstTextsAndTheirQuestionsAndSaysSo() throws IOException {
        var sample = sets.msgabench().sample(1);

        assertThat(sample.documents()).hasSize(1);
        assertThat(sample.queries())
                .containsExactly(
                        new RetrievalSet.Query("户口簿丢了怎么补领", Set.of(0)), new RetrievalSet.Query("护照过期了怎么办", Set.of(0)));
        assertThat(sample.what()).contains("SAMPLE of the first 1 texts");
        assertThat(sets.msgabench().sample(4).what()).doesNotContain("SAMPLE");
    }
}
