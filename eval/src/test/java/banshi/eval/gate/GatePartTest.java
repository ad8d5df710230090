package banshi.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.metrics.Figure;
import banshi.assistant.replay.Comparison;
import banshi.assistant.replay.Replay;
import banshi.assistant.replay.Ruling;
import banshi.channels.curation.Gate;
import banshi.corpus.Content;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import banshi.corpus.yaml.RepeatedReader;
import banshi.eval.speed.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatePartTest {
    private static final List<String> FILES = List.of(
            "lexicon/terms.tsv",
            "matters/idcard/idcard-renew.yaml",
            "questions/idcard-renew.tsv",
            "questions/idcard-reissue.tsv");

    @TempDir
    Path content;

    private void write() throws IOException {
        for (var file : FILES) {
            Files.createDirectories(content.resolve(file).getParent());
            Files.copy(Path.of("../corpus/content").resolve(file), content.resolve(file));
        }
        Files.writeString(content.resolve("questions/idcard-reissue.tsv"), "aspect\tstyle\ttext\n");
    }

    private String all() {
        var all = new StringBuilder();
        try {
            for (var file : FILES) all.append(Files.readString(content.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    /** Looks at what it is to try. */
    private final class Looking implements Gate {
        private final List<String> seen = new ArrayList<>();
        private boolean ready;

        @Override
        public void prepare(Path folder) {
            ready = folder.equals(content);
        }

        @Override
        public Outcome tryOut(Path folder, List<String> real, Consumer<String> doing) {
            assertThat(ready).isTrue();
            assertThat(folder).isEqualTo(content);
            seen.add(all());
            doing.accept("检查内容");
            doing.accept("读问法：3 句");
            var replay = new Replay("r-a", "r-b", 7, List.of(), none(), none(), none());
            return new Tried("r-b", replay, new Ruling.Passes(), List.of());
        }

        @Override
        public String compile(Content checked, Path folder, Consumer<String> doing) {
            throw new AssertionError("nothing is compiled");
        }

        @Override
        public void serve(String release) {
            throw new AssertionError("nothing is served");
        }
    }

    private static Comparison none() {
        var nothing = new Figure("none", Double.NaN, Double.NaN, Double.NaN, 0);
        var zero = new Comparison.Change(nothing, nothing, nothing);
        return new Comparison(0, Map.of(), Map.of(), zero, zero, zero);
    }

    @Test
    void triesEveryEditOnceARoundAndLeavesTheFilesAsTheyWere() throws IOException {
        write();
        var before = all();
        var gate = new Looking();

        var section = GatePart.measure(gate, content, said -> {});

        assertThat(gate.seen).hasSize(9).doesNotHaveDuplicates().doesNotContain(before);
        assertThat(all()).isEqualTo(before);
        assertThat(section.table().rows()).hasSize(9).allSatisfy(row -> {
            assertThat(row.get(5).text()).isEqualTo("passes");
            assertThat(row.getLast().text()).matches("检查内容 [0-9.]+, 读问法 [0-9.]+");
        });
    }

    @Test
    void changesOneLineOfOneFile() throws IOException {
        write();
        var before = lines();
        var gate = new Looking();

        GatePart.measure(gate, content, said -> {});

        assertThat(gate.seen).allSatisfy(all -> {
            var changed = new HashSet<>(List.of(all.split("\n")));
            changed.removeAll(before);
            assertThat(changed).hasSize(1);
        });
    }

    @Test
    void everyEditLeavesTheContentSound() throws IOException {
        var packaged = Path.of("../corpus/content");
        var day = LocalDate.of(2026, 11, 30);
        for (var file : ContentReader.contentFiles(packaged)) {
            var copy = content.resolve(packaged.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        var reader = new RepeatedReader();
        var before = reader.read(content, day);

        for (var edit : Edit.values()) {
            var name = edit.file(content);
            var text = Files.readString(content.resolve(name));
            Files.writeString(content.resolve(name), edit.applied(name, text, 3));
            assertThat(reader.read(content, day))
                    .as(edit.words())
                    .isInstanceOf(CheckedContent.Sound.class)
                    .isNotEqualTo(before);
            Files.writeString(content.resolve(name), text);
        }
    }

    private Set<String> lines() {
        return new HashSet<>(List.of(all().split("\n")));
    }

    @Test
    void looksAtTheSlowestAfterTheFirst() {
        var section = GatePart.section(
                9,
                List.of(
                        new GatePart.Waited(Edit.FACT, 1, 30, 60, Map.of(), 10, 1, "passes"),
                        new GatePart.Waited(Edit.PHRASING, 2, 19, 30, Map.of(), 10, 1, "passes")));

        assertThat(section.targets().getFirst().line()).contains("19.0 s, met");
        assertThat(((Table.Quantity) section.table().rows().getFirst().get(2)).value())
                .isEqualTo(30);
    }
}
