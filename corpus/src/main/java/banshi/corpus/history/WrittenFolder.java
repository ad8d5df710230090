package banshi.corpus.history;

import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A revision as a content folder on the disk (写出的目录). What was written last is noted beside it, in a file that the content's reader
 * passes over, so that only what differs is written next time. The note goes before the first file is touched and comes back after the
 * last: a folder that was cut off is written whole.
 */
final class WrittenFolder {
    private static final String NOTE = ".revision";

    private WrittenFolder() {}

    /**
     * The names of the files that were written or taken away.
     *
     * @param wanted the others are left out; the same ones whenever that folder is written
     */
    static List<String> write(GitStore store, AnyObjectId tree, Path folder, Predicate<String> wanted)
            throws IOException {
        Files.createDirectories(folder);
        var note = folder.resolve(NOTE);
        var touched = new ArrayList<String>();
        var files = new TreeMap<>(store.files(tree));
        files.keySet().removeIf(wanted.negate());
        var names = noted(store, note) ? store.differing(ObjectId.fromString(Files.readString(note)), tree) : null;
        if (names != null && names.isEmpty()) return touched;
        Files.deleteIfExists(note);
        if (names == null) {
            for (var file : ContentReader.contentFiles(folder)) {
                var name = folder.relativize(file).toString().replace('\\', '/');
                if (files.containsKey(name)) continue;
                Files.delete(file);
                touched.add(name);
            }
            names = List.copyOf(files.keySet());
        }
        for (var name : names) {
            if (!wanted.test(name)) continue;
            var blob = files.get(name);
            var file = folder.resolve(name).normalize();
            if (!file.startsWith(folder.normalize())) throw new IOException("a file would lie outside: " + name);
            if (blob == null) Files.deleteIfExists(file);
            else {
                Files.createDirectories(file.getParent());
                Files.write(file, store.bytes(blob));
            }
            touched.add(name);
        }
        Files.writeString(note, tree.name(), StandardCharsets.UTF_8);
        return touched;
    }

    /** Whether the folder holds a tree that is still known. */
    private static boolean noted(GitStore store, Path note) throws IOException {
        if (!Files.exists(note)) return false;
        var words = Files.readString(note);
        return ObjectId.isId(words) && store.repository().getObjectDatabase().has(ObjectId.fromString(words));
    }
}
