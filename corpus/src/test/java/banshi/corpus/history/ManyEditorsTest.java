package banshi.corpus.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ManyEditorsTest {
    private static final int EDITORS = 50;
    private static final int DRAFTS = 4;
    private static final int SAVES = 4;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void fiftyEditorsOfFourDraftsLoseNoSave() throws Exception {
        try (var test = new TestHistory(folder);
                var editors = Executors.newFixedThreadPool(EDITORS)) {
            var drafts = new ArrayList<Draft>();
            for (int i = 0; i < DRAFTS; i++) drafts.add(test.draft());
            var work = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < EDITORS; i++) {
                var name = "editor-" + i;
                var draft = drafts.get(i % DRAFTS);
                work.add(() -> saves(test, draft, name));
            }
            for (var done : editors.invokeAll(work)) assertThat(done.get()).isTrue();
            for (int i = 0; i < EDITORS; i++) {
                var tree = test.history
                        .file(test.head(drafts.get(i % DRAFTS)), TestHistory.MATTER)
                        .orElseThrow()
                        .tree();
                for (int k = 0; k < SAVES; k++)
                    assertThat(tree.at("/facts/editor-" + i + "-" + k + "/text").asString())
                            .isEqualTo("第" + k + "次");
            }
        }
    }

    /** Each save stands on what the editor saw when the draft was opened, or after the save before. */
    private static boolean saves(TestHistory test, Draft draft, String name) {
        var seen = draft.head();
        var author = new Author(name, name + "@accounts.invalid");
        for (int k = 0; k < SAVES; k++) {
            var fact = "/facts/" + name + "-" + k;
            var text = "第" + k + "次";
            seen = test.saved(test.history.save(
                    draft.id(),
                    seen,
                    author,
                    fact,
                    List.of(test.edit(
                            seen, TestHistory.MATTER, t -> t.withObject(fact).put("text", text)))));
        }
        return true;
    }
}
