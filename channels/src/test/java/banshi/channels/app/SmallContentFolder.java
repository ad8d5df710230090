package banshi.channels.app;

import banshi.corpus.yaml.ContentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sound part of the real content in a folder of its own (小样内容目录): the matters of one category with their templates and a tenth of their phrasings; of
 * all other matters the catalogue only. It is compiled in seconds.
 */
final class SmallContentFolder {
    private static final Path ALL = Path.of("../corpus/content");
    private static final Path MATTERS = Path.of("matters", "idcard");

    /** The fewest that an aspect must have. */
    private static final int PHRASINGS_EACH = 10;

    private static final List<String> WHOLE =
            List.of("aspects.yaml", "links.yaml", "lexicon/terms.tsv", "topics/other.yaml", "bundles/bundle-ssc.yaml");

    private final Path folder;

    private SmallContentFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes it. */
    static Path in(Path folder) {
        try {
            new SmallContentFolder(folder).write();
        } catch (IOException e) {
            throw new UncheckedIOException("writing a part of the content into " + folder, e);
        }
        return folder;
    }

    private void write() throws IOException {
        for (var file : WHOLE) write(file, Files.readString(ALL.resolve(file)));
        var catalogue = JsonMapper.shared().createObjectNode();
        var others = catalogue.putArray("matters");
        try (var files = Files.walk(ALL.resolve("matters"))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = ALL.relativize(file).toString();
                var matter = ContentFile.parse(name, Files.readString(file)).orElseThrow();
                var id = matter.tree().path("id").stringValue();
                if (file.getParent().endsWith(MATTERS)) {
                    write(name, matter.text());
                    for (var beside : List.of("templates/" + id + ".yaml", "pairs/" + id + ".tsv"))
                        write(beside, Files.readString(ALL.resolve(beside)));
                    var phrasings = "questions/" + id + ".tsv";
                    write(phrasings, fewer(Files.readString(ALL.resolve(phrasings))));
                } else {
                    var known = others.addObject();
                    for (var field : List.of("id", "name", "short-name", "category", "hotline"))
                        known.put(field, matter.tree().path(field).stringValue());
                    known.putArray("says").add(known.path("short-name").stringValue());
                }
            }
        }
        write("catalogue.yaml", ContentFile.written("catalogue.yaml", catalogue).text());
    }

    /** The first of each aspect that can be asked without anything before it. */
    private static String fewer(String table) {
        var counts = new HashMap<String, Integer>();
        var lines = table.lines().toList();
        return Stream.concat(
                        Stream.of(lines.getFirst()),
                        lines.stream()
                                .skip(1)
                                .filter(line -> !line.contains("\tfollow-up\t"))
                                .filter(line -> counts.merge(line.substring(0, line.indexOf('\t')), 1, Integer::sum)
                                        <= PHRASINGS_EACH))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }
}
