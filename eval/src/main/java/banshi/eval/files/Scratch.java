package banshi.eval.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder of its own among the system's temporary ones, gone when it is closed (临时目录). */
public record Scratch(Path folder) implements AutoCloseable {
    /**
     * A new one.
     *
     * @param name what it is for: a part of the folder's name
     */
    public static Scratch create(String name) throws IOException {
        return new Scratch(Files.createTempDirectory("banshi-" + name + "-"));
    }

    /**
     * Deletes it with all that is in it.
     *
     * @throws IOException if something cannot be deleted
     */
    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }

    /** Deletes what can be deleted: for what does not fail because a file is left behind. */
    public void discard() {
        try {
            close();
        } catch (IOException e) {
            // left to the system's own cleaning
        }
    }
}
