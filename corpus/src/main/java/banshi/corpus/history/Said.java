package banshi.corpus.history;

import banshi.corpus.yaml.ContentFile;
import banshi.corpus.yaml.NormalForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a file says (文件所言), as a tree in which everything has a name that it keeps when it moves: a field its own, an entry of a list its
 * id, and an entry without an id what it said when it was first seen ({@link Alignment} carries such names from one version to another).
 * What is absent, empty or false is not in it; {@link NormalForm} says what that means.
 */
sealed interface Said {
    /** A word, or what editors know as one field. */
    record Value(JsonNode value) implements Said {}

    /**
     * Fields, or entries of a list.
     *
     * @param of by name, in order
     */
    record Parts(Sort sort, LinkedHashMap<String, Said> of) implements Said {
        /** The same names with the same values, and in the same order where there is one. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Parts parts
                    && sort == parts.sort
                    && of.equals(parts.of)
                    && (sort == Sort.FIELDS || names().equals(parts.names()));
        }

        @Override
        public int hashCode() {
            return Objects.hash(sort, of);
        }

        List<String> names() {
            return List.copyOf(of.keySet());
        }
    }

    /** What order means. */
    enum Sort {
        /** Nothing: fields. */
        FIELDS,
        /** It is said: facts with names of their own. */
        NAMED,
        /** It is said: entries of a list. */
        ENTRIES,
        /** It is kept, and nobody calls it a change: rows of tables, lists of words. */
        ROWS;

        boolean isList() {
            return this == ENTRIES || this == ROWS;
        }

        boolean saysOrder() {
            return this == NAMED || this == ENTRIES;
        }
    }

    /** What a list's entries are told apart by where it is not an id. */
    Map<String, String> KEYS = Map.of("neighbours", "matter", "lexicon/terms.tsv", "term");

    static Said of(ContentFile file) {
        return of(file.name(), file.tree());
    }

    static Said of(String file, ObjectNode tree) {
        if (!tree.has(ContentFile.ROWS)) return fields(tree, Sort.FIELDS);
        var parts = new LinkedHashMap<String, Said>();
        if (tree.path(ContentFile.ROWS) instanceof ArrayNode rows && !rows.isEmpty())
            parts.put(ContentFile.ROWS, list(rows, KEYS.getOrDefault(file, ""), Sort.ROWS));
        return new Parts(Sort.FIELDS, parts);
    }

    private static Said of(String name, JsonNode node) {
        return switch (node) {
            case ObjectNode when when name.equals("when") -> new Value(options(when));
            case ObjectNode object -> fields(object, name.equals("facts") ? Sort.NAMED : Sort.FIELDS);
            case ArrayNode array ->
                list(array, KEYS.getOrDefault(name, "id"), array.get(0).isObject() ? Sort.ENTRIES : Sort.ROWS);
            default -> new Value(node);
        };
    }

    private static Parts fields(ObjectNode object, Sort sort) {
        var parts = new LinkedHashMap<String, Said>();
        for (var field : object.properties()) {
            if (!NormalForm.isAbsent(field.getKey(), field.getValue()))
                parts.put(field.getKey(), of(field.getKey(), field.getValue()));
        }
        return new Parts(sort, parts);
    }

    private static Parts list(ArrayNode array, String key, Sort sort) {
        var parts = new LinkedHashMap<String, Said>();
        for (var item : array) {
            var said = item instanceof ObjectNode object ? fields(object, Sort.FIELDS) : new Value(item);
            var id = item.path(key).asString("");
            put(parts, id.isBlank() ? words(said) : id, said);
        }
        return new Parts(sort, parts);
    }

    /** Under that name, or one like it that is still free. */
    static void put(Map<String, Said> parts, String name, Said said) {
        var free = name;
        while (parts.containsKey(free)) free += "\u00B7";
        parts.put(free, said);
    }

    /** One option as a word, several as a list. */
    private static ObjectNode options(ObjectNode when) {
        var options = JsonNodeFactory.instance.objectNode();
        when.properties()
                .forEach(e -> options.set(
                        e.getKey(),
                        e.getValue().isArray() && e.getValue().size() == 1
                                ? e.getValue().get(0)
                                : e.getValue()));
        return options;
    }

    /** What it says, as one string that is the same for the same. */
    static String words(Said said) {
        return switch (said) {
            case Value value ->
                value.value().isString()
                        ? value.value().stringValue()
                        : value.value().toString();
            case Parts parts -> {
                var names = new ArrayList<>(parts.names());
                if (!parts.sort().isList()) names.sort(null);
                var words = new StringBuilder("{");
                for (var name : names) {
                    if (!parts.sort().isList()) words.append(name).append('=');
                    words.append(words(Objects.requireNonNull(parts.of().get(name))))
                            .append('\u001F');
                }
                yield words.append('}').toString();
            }
        };
    }

    /** Back as a tree. */
    default JsonNode tree() {
        return switch (this) {
            case Value value -> value.value();
            case Parts parts -> {
                if (parts.sort().isList()) {
                    var array = JsonNodeFactory.instance.arrayNode();
                    parts.of().values().forEach(p -> array.add(p.tree()));
                    yield array;
                }
                var object = JsonNodeFactory.instance.objectNode();
                parts.of().forEach((name, p) -> object.set(name, p.tree()));
                yield object;
            }
        };
    }
}
