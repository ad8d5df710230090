package banshi.eval.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.eval.page.PagePart.Slowed;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagePartTest {
    @Test
    void showsMedianWorstAndBytesBesideWhatIsAskedFor() {
        var section = PagePart.section(List.of(
                new Slowed(1, List.of(new Load(100, 60_000))),
                new Slowed(
                        4,
                        List.of(
                                new Load(900, 60_000),
                                new Load(2_000, 60_400),
                                new Load(1_200, 60_000),
                                new Load(1_000, 60_000)))));

        assertThat(section.table().rows().getLast().stream().map(Table.Cell::text))
                .containsExactly("4", "4", "1,100", "2,000", "60.4");
        assertThat(section.targets().stream().map(Target::line))
                .containsExactly(
                        "interactive within 1.5 s on a processor 4 times slower, median: 1.10 s, met",
                        "at most 120 kB over the wire: 60.4 kB, met");
    }

    @Test
    void missesWhatIsTooSlowOrTooMuch() {
        assertThat(PagePart.section(List.of(new Slowed(4, List.of(new Load(1_501, 120_001)))))
                        .targets())
                .noneMatch(Target::met);
    }

    @Test
    void readsWhatTheBrowserPrints() {
        assertThat(Load.of("412.5 61234")).isEqualTo(new Load(412.5, 61_234));
    }

    @Test
    void saysWhatToBuild(@TempDir Path repository) {
        assertThatThrownBy(() -> BrowserChild.beside(repository.resolve("banshi")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("build all modules first");
    }
}
