package banshi.corpus.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Reads one state of a content folder after the other (反复读取): a file that has the bytes it had before is neither parsed nor checked by itself again, all others are, on all processors. Then all files are
 * held against each other, as ever, so that the outcome is that of {@link ContentReader#read}. Keeps all files of the last folder in memory, some 100 MB for 121 matters. Thread-safe; one folder at a time.
 */
public final class RepeatedReader {
    private Map<String, File> known = Map.of();
    private boolean imported;

    @SuppressWarnings("ArrayRecordComponent") // compared as what it is
    private record File(String name, byte[] bytes, ContentReader read) {}

    /**
     * Reads and checks everything under {@code root}. Blocks on the disk.
     *
     * @param today the day against which validity is checked
     * @throws IllegalArgumentException if {@code root} is not a folder
     * @throws UncheckedIOException if a file cannot be read
     */
    public synchronized CheckedContent read(Path root, LocalDate today) {
        if (!Files.isDirectory(root))
            throw new IllegalArgumentException("content folder " + root + " does not exist or is not a folder");
        boolean now = ContentReader.isImported(root);
        if (now != imported) known = Map.of(); // other schemas
        imported = now;
        var schemas = new ConcurrentHashMap<String, SchemaCheck>();
        var files = ContentReader.contentFiles(root).parallelStream()
                .map(file -> file(root, file, schemas))
                .toList();
        known = files.stream().collect(Collectors.toMap(File::name, file -> file));
        return ContentReader.together(root, now, files.stream().map(File::read).toList(), today);
    }

    private File file(Path root, Path path, Map<String, SchemaCheck> schemas) {
        var name = root.relativize(path).toString().replace('\\', '/');
        try {
            var bytes = Files.readAllBytes(path);
            var before = known.get(name);
            if (before != null && Arrays.equals(before.bytes(), bytes)) return before;
            return new File(
                    name,
                    bytes,
                    ContentReader.of(
                            name, bytes, schema -> schemas.computeIfAbsent(schema, s -> new SchemaCheck(s, imported))));
        } catch (IOException e) {
            throw new UncheckedIOException("reading content file " + path, e);
        }
    }
}
