package banshi.corpus.history;

import banshi.corpus.xlsx.FieldWords;
import java.util.List;

/**
 * A place in the content, as editors know it (字段).
 *
 * @param file relative to the content folder
 * @param path from the file's top down: names of fields, ids of entries; for an entry without an id what it once said
 * @param kind of record: 事项, 模板, 问法 …
 * @param record the id of the matter, template, topic …
 * @param name in Chinese; empty for the record as a whole
 */
public record Field(String file, List<String> path, String kind, String record, String name) {
    public Field {
        path = List.copyOf(path);
    }

    /** What editors call that place. */
    public static Field of(String file, List<String> path) {
        var words = FieldWords.of(file, path);
        return new Field(file, path, FieldWords.kind(file, path), words.record(), words.field());
    }

    /** The order of what stands there. */
    static Field order(String file, List<String> path) {
        var field = of(file, path);
        return new Field(file, path, field.kind, field.record, field.name + "的先后");
    }
}
