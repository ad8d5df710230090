package banshi.corpus.xlsx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes several files of a folder together (整体替换): all of them or none.
 *
 * <p>What there was is copied beside, what there is to be is written beside, then a journal that names the files, then each is moved
 * into its place, then the journal goes. While there is a journal the change is not finished: {@link #recover} puts back what there
 * was. All of it has names that begin with a dot, so that the content's reader passes it over.
 */
final class FolderChange {
    private static final String JOURNAL = ".import-journal";
    private static final String OLD = ".import-old-";
    private static final String NEW = ".import-new-";

    private FolderChange() {}

    /**
     * Makes the change.
     *
     * @param texts the new text of each file by its name; null for one that goes
     * @throws UncheckedIOException if it could not be made; the folder is then as it was
     */
    static void make(Path root, Map<String, @Nullable String> texts) {
        recover(root);
        try {
            var names = List.copyOf(texts.keySet());
            var journal = new ArrayList<String>();
            for (int i = 0; i < names.size(); i++) {
                var file = root.resolve(names.get(i));
                var text = texts.get(names.get(i));
                if (Files.exists(file)) {
                    Files.copy(file, root.resolve(OLD + i), StandardCopyOption.REPLACE_EXISTING);
                    force(root.resolve(OLD + i));
                }
                if (text != null) {
                    Files.writeString(root.resolve(NEW + i), text);
                    force(root.resolve(NEW + i));
                }
                journal.add((Files.exists(file) ? "changed\t" : "new\t") + names.get(i));
            }
            var beginning = root.resolve(JOURNAL + ".part");
            Files.write(beginning, journal, StandardCharsets.UTF_8);
            force(beginning);
            Files.move(beginning, root.resolve(JOURNAL), StandardCopyOption.ATOMIC_MOVE);
            for (int i = 0; i < names.size(); i++) {
                var file = root.resolve(names.get(i));
                if (texts.get(names.get(i)) == null) Files.delete(file);
                else {
                    Files.createDirectories(file.getParent());
                    Files.move(root.resolve(NEW + i), file, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            Files.delete(root.resolve(JOURNAL));
            clean(root);
        } catch (IOException e) {
            recover(root);
            throw new UncheckedIOException("writing into the content folder " + root, e);
        }
    }

    /** Takes back a change that was cut off; does nothing if there is none. */
    static boolean recover(Path root) {
        try {
            var journal = root.resolve(JOURNAL);
            boolean cutOff = Files.exists(journal);
            if (cutOff) {
                var lines = Files.readAllLines(journal, StandardCharsets.UTF_8);
                for (int i = 0; i < lines.size(); i++) {
                    var parts = lines.get(i).split("\t", 2);
                    var file = root.resolve(parts[1]);
                    if (parts[0].equals("new")) Files.deleteIfExists(file);
                    else Files.copy(root.resolve(OLD + i), file, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.delete(journal);
            }
            clean(root);
            return cutOff;
        } catch (IOException e) {
            throw new UncheckedIOException("taking back an unfinished change of the content folder " + root, e);
        }
    }

    private static void clean(Path root) throws IOException {
        try (var files = Files.list(root)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if (name.startsWith(OLD) || name.startsWith(NEW) || name.equals(JOURNAL + ".part")) Files.delete(file);
            }
        }
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
