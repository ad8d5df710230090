package banshi.corpus.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** One YAML file that is one record (单记录文件), held against its schema. */
public final class YamlRecord {
    private YamlRecord() {}

    /**
     * Reads it; nothing where something is wrong.
     *
     * @param schema the schema's file name without {@code .schema.json}
     * @param complaints gets what is wrong, all of it at once
     * @throws UncheckedIOException if the file cannot be read
     */
    public static <T> Optional<T> read(Path file, String schema, Class<T> type, List<Complaint> complaints) {
        var name = String.valueOf(file.getFileName());
        try {
            var parsed = YamlFile.parse(name, Files.readString(file), complaints);
            if (parsed.isEmpty()) return Optional.empty();
            var wrong = new SchemaCheck(schema).check(parsed.get());
            complaints.addAll(wrong);
            if (!wrong.isEmpty()) return Optional.empty();
            return bound(parsed.get(), type, complaints);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    private static <T> Optional<T> bound(YamlFile file, Class<T> type, List<Complaint> complaints) {
        try {
            return Optional.of(ContentJson.mapper().treeToValue(file.tree(), type));
        } catch (JacksonException e) {
            var at = file.positions().of(ContentReader.pointer(e));
            complaints.add(new Complaint(
                    file.name(), at.line(), at.column(), Complaint.Severity.ERROR, ContentReader.words(e)));
            return Optional.empty();
        }
    }
}
