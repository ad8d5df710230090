package banshi.eval.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighboursTest {
    @TempDir
    Path proc;

    @Test
    void countsWhatOthersDid() throws IOException {
        processors(1_000, 5_000);
        own(200);
        var neighbours = Neighbours.watch(proc);
        processors(1_300, 9_000);
        own(200);

        assertThat(neighbours.cores()).isPositive();
    }

    @Test
    void doesNotCountWhatWeDidNorWhatNobodyDid() throws IOException {
        processors(1_000, 5_000);
        own(200);
        var neighbours = Neighbours.watch(proc);
        processors(1_300, 9_000);
        own(500);

        assertThat(neighbours.cores()).isZero();
    }

    @Test
    void isNotKnownWhereTheSystemDoesNotTell() {
        assertThat(Neighbours.watch(proc.resolve("nowhere")).cores()).isNaN();
    }

    private void processors(int busy, int idle) throws IOException {
        Files.writeString(
                proc.resolve("stat"), "cpu  " + (busy - 30) + " 10 20 " + idle + " 7 0 0 0 0 0\ncpu0 1 2 3\n");
    }

    /** Half of it our own, half of what we started and waited for. */
    private void own(int ticks) throws IOException {
        long pid = ProcessHandle.current().pid();
        var folder = Files.createDirectories(proc.resolve(String.valueOf(pid)));
        Files.writeString(
                folder.resolve("stat"),
                pid + " (a) (name) S 1 1 1 0 -1 4194304 1 1 1 1 " + ticks / 4 + " " + ticks / 4 + " " + ticks / 4 + " "
                        + ticks / 4 + " 20 0 1 0\n");
    }
}
