package banshi.assistant.replay;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.release.Release;
import banshi.assistant.release.SmallContent.CharacterEncoder;
import banshi.assistant.release.SmallRelease;
import banshi.assistant.release.TestRelease;
import banshi.corpus.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RereadingTest {
    private static final String SLANG = "小卡片快要到期了想换一张";
    private static final String PLAIN = "身份证快要到期了想换一张";

    @TempDir
    static Path folder;

    private static Release answering;

    @BeforeAll
    static void compile() {
        answering = SmallRelease.compile(folder);
    }

    private static Rereading reread(List<Term> terms) {
        return Rereading.of(
                answering, new CharacterEncoder(), terms, ReplayQuestion.real(List.of(SLANG, PLAIN)), TestRelease.DAY);
    }

    /** The lexicon with a word more. */
    private static List<Term> withSlang() {
        var terms = new ArrayList<>(answering.content().terms());
        terms.add(new Term("小卡片", "身份证", Term.Kind.THING));
        return terms;
    }

    @Test
    void theSameLexiconChangesNothing() {
        var same = reread(answering.content().terms());
        assertThat(same.questions()).isEqualTo(2);
        assertThat(same.reread()).isZero();
        assertThat(same.examples()).isEmpty();
        assertThat(same.replay().moved()).isEmpty();
    }

    @Test
    void ofManyQuestionsAllAreReadAndSomeFromBeginningToEndAreAsked() {
        var many = IntStream.range(0, 2_000).mapToObj(i -> SLANG + i).toList();
        var reread = Rereading.of(
                answering, new CharacterEncoder(), withSlang(), ReplayQuestion.real(many), TestRelease.DAY);
        assertThat(reread.reread()).isEqualTo(2_000);
        assertThat(reread.examples()).hasSize(100);
        assertThat(reread.replay().questions()).isEqualTo(500);
    }

    @Test
    void aNewWordIsHeardWhereItIsSaidAndNowhereElse() {
        var reread = reread(withSlang());
        assertThat(reread.reread()).isEqualTo(1);
        var example = reread.examples().getFirst();
        assertThat(example.question()).isEqualTo(SLANG);
        assertThat(example.before()).doesNotContain("身份证");
        assertThat(example.after()).contains("身份证");
        assertThat(reread.replay().moved())
                .allSatisfy(moved -> assertThat(moved.question().text()).isEqualTo(SLANG));
    }
}
