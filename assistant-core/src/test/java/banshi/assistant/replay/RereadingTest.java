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
                answering,
                new CharacterEncoder(),
                terms,
                ReplayQuestion.real(List.of(SLANG, PLAIN)),
                TestRelease.DAY);
    }

    @Test
    void theSameLexiconChangesNothing() {
        var same = reread(answering.content().terms());
        assertThat(same.questions()).isEqualTo(2);
        assertThat(same.reread()).isZero();
        assertThat(same.replay().moved()).isEmpty();
    }

    @Test
    void aNewWordIsHeardWhereItIsSaidAndNowhereElse() {
        var more = new ArrayList<>(answering.content().terms());
        more.add(new Term("小卡片", "身份证", Term.Kind.THING));
        var reread = reread(more);
        assertThat(reread.reread()).isEqualTo(1);
        assertThat(reread.replay().moved())
                .allSatisfy(moved -> assertThat(moved.question().text()).isEqualTo(SLANG));
    }
}
