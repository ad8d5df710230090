package banshi.eval.report;

import banshi.eval.speed.Measured;
import banshi.eval.speed.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Measurements of speed for other programs (测速 JSON 报告); what was not measured is null. */
public final class SpeedJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SpeedJson() {}

    /** An array of sections; ends with a line break. */
    public static String of(List<Measured> measured) {
        return MAPPER.writeValueAsString(
                        measured.stream().map(SpeedJson::section).toList()) + "\n";
    }

    private static Map<String, @Nullable Object> section(Measured measured) {
        var section = measured.section();
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("part", measured.part());
        fields.put("title", section.title());
        fields.put("note", section.note());
        fields.put("others", number(measured.others()));
        fields.put(
                "rows",
                section.table().rows().stream()
                        .map(row -> row(section.table(), row))
                        .toList());
        fields.put("targets", section.targets());
        return fields;
    }

    private static Map<String, @Nullable Object> row(Table table, List<Table.Cell> cells) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (int c = 0; c < cells.size(); c++)
            fields.put(
                    table.columns().get(c),
                    switch (cells.get(c)) {
                        case Table.Words(var words) -> words.strip();
                        case Table.Quantity(var value, var decimals) -> number(value);
                    });
        return fields;
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
