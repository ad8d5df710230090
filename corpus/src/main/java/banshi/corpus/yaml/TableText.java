package banshi.corpus.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Writes tables (制表符分隔的表): rows that stay keep their lines and the remarks above them. */
final class TableText {
    private TableText() {}

    static String written(List<String> header, JsonNode rows) {
        var lines = new ArrayList<String>();
        lines.add(String.join("\t", header));
        rows.forEach(row -> lines.add(line(header, row)));
        return String.join("\n", lines) + "\n";
    }

    static String rewritten(List<String> header, String text, JsonNode before, Positions positions, JsonNode now) {
        var lines = List.of(text.split("\n", -1));
        var kept = new HashMap<String, Deque<List<String>>>();
        int next = 1;
        for (int i = 0; i < before.size(); i++) {
            int line = positions.of("/" + ContentFile.ROWS + "/" + i).line();
            kept.computeIfAbsent(line(header, before.get(i)), k -> new ArrayDeque<>())
                    .add(lines.subList(next, line));
            next = line;
        }
        var out = new ArrayList<String>();
        out.add(lines.getFirst());
        var end = lines.getFirst().endsWith("\r") ? "\r" : "";
        for (var row : now) {
            var words = line(header, row);
            var old = kept.getOrDefault(words, new ArrayDeque<>()).poll();
            if (old == null) out.add(words + end);
            else out.addAll(old);
        }
        for (var line : lines.subList(next, lines.size())) if (!line.isBlank()) out.add(line);
        return String.join("\n", out) + "\n";
    }

    private static String line(List<String> header, JsonNode row) {
        return String.join(
                "\t", header.stream().map(field -> row.path(field).asString("")).toList());
    }
}
