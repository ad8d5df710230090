package banshi.channels.misses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static List<String> names(List<Set<String>> groups, Map<String, String> former) {
        var next = new AtomicInteger();
        return Lineage.names(groups, former, () -> "new" + next.incrementAndGet());
    }

    @Test
    void whatGrowsKeepsItsName() {
        assertThat(names(List.of(Set.of("x", "y"), Set.of("a", "b", "c")), Map.of("a", "A", "b", "A")))
                .containsExactly("new1", "A");
    }

    @Test
    void ofWhatSplitsTheGreaterPartKeepsTheName() {
        assertThat(names(List.of(Set.of("a"), Set.of("b", "c")), Map.of("a", "A", "b", "A", "c", "A")))
                .containsExactly("new1", "A");
    }

    @Test
    void ofWhatJoinsTheGreaterPartGivesTheName() {
        assertThat(names(List.of(Set.of("a", "b", "c")), Map.of("a", "A", "b", "B", "c", "B")))
                .containsExactly("B");
    }

    @Test
    void aNameIsGivenOnce() {
        assertThat(names(List.of(Set.of("a", "b"), Set.of("c", "d")), Map.of("a", "A", "b", "A", "c", "A", "d", "B")))
                .containsExactly("A", "B");
    }
}
