package banshi.eval.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for what a peer writes, gone when it is closed (临时目录). */
record Scratch(Path folder) implements AutoCloseable {
    static Scratch create(String name) throws IOException {
        return new Scratch(Files.createTempDirectory("banshi-" + name));
    }

    /** Deletes what can be deleted: a comparison does not fail because a file is left behind. */
    @Override
    public void close() {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            // left to the system's own cleaning
        }
    }
}
