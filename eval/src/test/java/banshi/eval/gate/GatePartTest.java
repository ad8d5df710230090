package banshi.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.replay.Ruling;
import banshi.corpus.Content;
import banshi.corpus.yaml.ContentJson;
import banshi.eval.SmallRelease;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatePartTest {
    @Test
    void measuresEveryEditOnARelease() throws IOException {
        var setting = new Setting(
                SmallRelease.folder(),
                null,
                null,
                ".*",
                0,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                List.of(1),
                said -> {});

        var section = new GatePart().measure(setting).getFirst();

        assertThat(section.table().rows())
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.getLast().text()).isEqualTo("passes"))
                .anySatisfy(row -> {
                    assertThat(row.getFirst().text()).isEqualTo(Edit.FACT.words());
                    assertThat(((Table.Quantity) row.get(7)).value())
                            .as("moved")
                            .isPositive();
                });
    }

    @Test
    void looksAtTheSlowestAfterTheFirst() {
        var passes = new Ruling.Passes();
        var section = GatePart.section(
                new GatePart.Before(3, 7),
                List.of(
                        new GatePart.Waited(Edit.FACT, 1, 30, 2, 7, 60, 10, 1, passes),
                        new GatePart.Waited(Edit.PHRASING, 2, 12, 1, 6, 30, 10, 1, passes)));

        assertThat(section.targets().getFirst().line()).contains("19.0 s, met");
    }

    @Test
    void changesWhatItSaysItChanges() {
        var content = ContentJson.mapper().readValue(SmallRelease.folder().resolve("content.json"), Content.class);

        var fact = Edit.FACT.applied(content, 1);
        var phrasing = Edit.PHRASING.applied(content, 1);

        assertThat(fact.phrasings()).isEqualTo(content.phrasings());
        assertThat(fact.matters()).isNotEqualTo(content.matters());
        assertThat(phrasing.matters()).isEqualTo(content.matters());
        assertThat(phrasing.phrasings()).hasSize(content.phrasings().size() + 1).containsAll(content.phrasings());
        assertThat(Edit.PHRASING.applied(content, 2)).isNotEqualTo(phrasing);
    }
}
