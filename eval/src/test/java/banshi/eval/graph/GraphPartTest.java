package banshi.eval.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import banshi.eval.metrics.Latency;
import banshi.eval.speed.Target;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphPartTest {
    @TempDir
    Path folder;

    @Test
    void copiesAreWholeAndNameTheirFellows() {
        var checked = ContentReader.read(Path.of("../corpus/content"), LocalDate.now());
        var matters = ((CheckedContent.Sound) checked).content().matters();

        var copies = GraphPart.copies(matters, matters.size() + 1);

        assertThat(copies.stream().map(Matter::id)).doesNotHaveDuplicates().hasSize(matters.size() + 1);
        assertThat(copies.getLast().id())
                .isEqualTo(new MatterId(matters.getFirst().id() + "-1"));
        assertThat(copies.getLast().materials()).isEqualTo(matters.getFirst().materials());
        assertThat(copies.getLast().neighbours())
                .isNotEmpty()
                .allSatisfy(n -> assertThat(n.matter().value()).endsWith("-1"));
    }

    @Test
    void saysWhichTargetsWereMet() {
        assertThat(GraphPart.section(new GraphPart.Published(121, 20, 4.9, 1, 60.1))
                        .targets())
                .extracting(Target::met)
                .containsExactly(true, false);
        assertThat(GraphPart.section(Latency.of(new long[] {3_000, 20_001})).targets())
                .extracting(Target::met)
                .containsExactly(false);
    }

    @Test
    void wantsTheModuleBuilt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Neo4jChild.start(folder, folder))
                .withMessageContaining("build");
    }
}
