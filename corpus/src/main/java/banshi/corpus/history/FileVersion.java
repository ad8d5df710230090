package banshi.corpus.history;

import banshi.corpus.yaml.ContentFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Versions of one file brought together or compared (文件版本): by fields where they can be read, else as a whole. */
final class FileVersion {
    private FileVersion() {}

    /**
     * @param text of the file now, null if it is gone; of no use if there are conflicts
     */
    record Merged(@Nullable String text, List<Saved.Conflict> conflicts) {}

    /** Null is a file that is not there. The outcome is laid out as theirs is. */
    static Merged merge(String file, @Nullable String base, @Nullable String ours, @Nullable String theirs) {
        if (same(base, theirs) || same(ours, theirs)) return new Merged(ours, List.of());
        if (same(base, ours)) return new Merged(theirs, List.of());
        if (!isReadable(file, base) || !isReadable(file, ours) || !isReadable(file, theirs))
            return new Merged(theirs, List.of(whole(file, base, ours, theirs)));
        var merged = Merge.of(file, said(file, base), said(file, ours), said(file, theirs));
        if (!merged.conflicts().isEmpty()) return new Merged(theirs, merged.conflicts());
        if (merged.said() == null && (ours == null || theirs == null)) return new Merged(null, List.of());
        var tree = merged.said() instanceof Said.Parts parts ? parts.tree() : JsonNodeFactory.instance.objectNode();
        var layout = read(file, theirs).or(() -> read(file, ours));
        var text = layout.map(f -> f.saying(tree)).orElseGet(() -> ContentFile.written(file, tree));
        return new Merged(text.text(), List.of());
    }

    private static Saved.Conflict whole(
            String file, @Nullable String base, @Nullable String ours, @Nullable String theirs) {
        return new Saved.Conflict(Field.of(file, List.of()), words(base), words(ours), words(theirs));
    }

    /** What changed; a file that cannot be read, or is none of ours, changes as a whole. */
    static List<Change> changes(String file, @Nullable String before, @Nullable String after) {
        if (same(before, after)) return List.of();
        if (!isReadable(file, before) || !isReadable(file, after))
            return List.of(new Change(new Field(file, List.of(), "文件", file, ""), words(before), words(after)));
        return Comparison.of(file, said(file, before), said(file, after));
    }

    static boolean isReadable(String file, @Nullable String text) {
        return text == null || (ContentFile.isContent(file) && read(file, text).isPresent());
    }

    static Optional<ContentFile> read(String file, @Nullable String text) {
        return text == null ? Optional.empty() : ContentFile.parse(file, text);
    }

    static @Nullable Said said(String file, @Nullable String text) {
        return read(file, text).map(Said::of).orElse(null);
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }

    private static String words(@Nullable String text) {
        return text == null ? "" : text;
    }

    static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
