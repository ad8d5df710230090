package banshi.corpus.xlsx;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One row of a sheet (行).
 *
 * @param number as spreadsheet programs count, the header being 1
 * @param values by the fields of the columns; what is empty is absent
 */
record Row(Layout layout, int number, ObjectNode values) {
    String text(String field) {
        return values.path(field).asString("");
    }

    /** What tells it from others of its sheet; empty where only the order does. */
    List<String> key() {
        return layout.key().stream().map(f -> values.path(f).toString()).toList();
    }

    /** What it belongs to: its list keeps its order. */
    String owner() {
        return text(Layout.MATTER) + "/" + text(Layout.PARENT);
    }

    boolean saysTheSameAs(Row other) {
        return shown().equals(other.shown());
    }

    /** As its cells show it. */
    List<String> shown() {
        return layout.columns().stream()
                .map(c -> {
                    JsonNode value = values.get(c.field());
                    return value == null ? "" : c.cell(value);
                })
                .toList();
    }
}
