package banshi.corpus.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One content file as a tree that can be changed and written back (内容文件): what did not change keeps its words, its comments and
 * its layout. A table is a tree with one list, {@value #ROWS}, of its rows.
 */
public final class ContentFile {
    /** The list of a table's rows. */
    public static final String ROWS = "rows";

    /** What else lies in the folder is not taken for content, nor taken away with it. */
    private static final Pattern OURS = Pattern.compile("(matters|templates|topics|bundles)/.+\\.yaml"
            + "|(questions|pairs|tellings)/.+\\.tsv|lexicon/terms\\.tsv|(aspects|catalogue|links)\\.yaml");

    /** What no file system takes for anything but a name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");

    private final String name;
    private final String text;
    private final JsonNode tree;
    private final Positions positions;

    private ContentFile(String name, String text, JsonNode tree, Positions positions) {
        this.name = name;
        this.text = text;
        this.tree = tree;
        this.positions = positions;
    }

    /**
     * The files of a content folder that can be parsed, by their names, in the order in which content is read. What is wrong with
     * the others is the {@link ContentReader}'s to say. Blocks on the disk.
     *
     * @throws UncheckedIOException if a file cannot be read
     */
    public static Map<String, ContentFile> under(Path root) {
        var files = new TreeMap<String, ContentFile>();
        for (var path : ContentReader.contentFiles(root)) {
            var name = root.relativize(path).toString().replace('\\', '/');
            if (OURS.matcher(name).matches())
                text(path).flatMap(text -> parse(name, text)).ifPresent(f -> files.put(name, f));
        }
        return files;
    }

    /** Whether a content file may be called so, relative to the content folder. */
    public static boolean isContent(String name) {
        return OURS.matcher(name).matches() && NAME.matcher(name).matches();
    }

    /** Nothing of a file that is not UTF-8, for nothing of it can be kept. */
    private static Optional<String> text(Path path) {
        try {
            return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading content file " + path, e);
        }
    }

    /** Parses one file; nothing if it does not parse. */
    public static Optional<ContentFile> parse(String name, String text) {
        var marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var complaints = new ArrayList<Complaint>();
        if (!isTable(name))
            return YamlFile.parse(name, marked, complaints)
                    .filter(f -> f.tree().isObject())
                    .map(f -> new ContentFile(name, text, f.tree(), f.positions()));
        var header = header(name);
        var table = TsvFile.parse(name, marked, header, complaints);
        if (!complaints.isEmpty()) return Optional.empty();
        var tree = JsonNodeFactory.instance.objectNode();
        var rows = tree.putArray(ROWS);
        var positions = new Positions();
        for (var row : table.rows()) {
            var pointer = "/" + ROWS + "/" + rows.size();
            var node = rows.addObject();
            for (int i = 0; i < header.size(); i++) {
                node.put(header.get(i), row.cells().get(i));
                positions.put(
                        pointer + "/" + header.get(i),
                        new Positions.Position(row.line(), row.columns().get(i)));
            }
            positions.put(pointer, new Positions.Position(row.line(), 1));
        }
        return Optional.of(new ContentFile(name, text, tree, positions));
    }

    /** Writes a new file, in the way the others are written. */
    public static ContentFile written(String name, JsonNode tree) {
        var text = isTable(name) ? TableText.written(header(name), tree.path(ROWS)) : YamlText.file(name, tree);
        return parse(name, text)
                .filter(f -> NormalForm.same(f.tree, tree))
                .orElseThrow(
                        () -> new IllegalStateException("writing " + name + " gave text that says something else"));
    }

    /** This file saying what {@code tree} says: itself if it does, else with as few lines changed as may be. */
    public ContentFile saying(JsonNode tree) {
        if (NormalForm.same(this.tree, tree)) return this;
        var changed = isTable(name)
                ? TableText.rewritten(header(name), text, this.tree.path(ROWS), positions, tree.path(ROWS))
                : YamlRewrite.rewritten(text, this.tree, positions, tree);
        return parse(name, changed)
                .filter(f -> NormalForm.same(f.tree, tree))
                .orElseGet(() -> written(name, tree)); // a layout that cannot be followed is given up for ours
    }

    private static boolean isTable(String name) {
        return name.endsWith(".tsv");
    }

    private static List<String> header(String name) {
        if (name.startsWith("questions/")) return ContentReader.QUESTION_HEADER;
        if (name.startsWith("tellings/")) return ContentReader.TELLING_HEADER;
        return name.startsWith("pairs/") ? ContentReader.PAIR_HEADER : ContentReader.TERM_HEADER;
    }

    /** Whether it has lists and nothing in them. */
    public boolean isEmpty() {
        return tree.valueStream().allMatch(v -> v.isArray() && v.isEmpty());
    }

    /** Relative to the content folder. */
    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** Not to be changed: {@link #saying} takes a tree of its own. */
    public ObjectNode tree() {
        return (ObjectNode) tree;
    }

    /** The JSON pointer of what begins at that place, the innermost; null if nothing does. */
    public @Nullable String pointer(int line, int column) {
        return positions.at(line, column);
    }

    /** The JSON pointer of the first thing that begins on that line, or null. */
    public @Nullable String pointer(int line) {
        return positions.on(line);
    }
}
