package banshi.corpus.yaml;

import java.util.ArrayList;
import java.util.List;

/** A table of tab-separated words with a header line (TSV); blank lines and lines that begin with # are passed over. */
record TsvFile(String name, List<Row> rows) {
    /**
     * @param line from 1
     * @param cells as many cells as the header has
     */
    record Row(int line, List<String> cells) {
        /** Where cell {@code i} begins, from 1. */
        int column(int i) {
            int column = 1;
            for (int k = 0; k < i; k++) column += cells.get(k).length() + 1;
            return column;
        }
    }

    static TsvFile parse(String name, String text, List<String> header, List<Complaint> complaints) {
        var rows = new ArrayList<Row>();
        var lines = text.split("\\R", -1);
        if (lines.length == 0 || !List.of(lines[0].split("\t", -1)).equals(header))
            complaints.add(new Complaint(
                    name, 1, 1, Complaint.Severity.ERROR, "the first line must be: " + String.join("<TAB>", header)));
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].isBlank() || lines[i].startsWith("#")) continue;
            var cells = List.of(lines[i].split("\t", -1));
            if (cells.size() != header.size() || cells.stream().anyMatch(String::isBlank)) {
                complaints.add(new Complaint(
                        name,
                        i + 1,
                        1,
                        Complaint.Severity.ERROR,
                        "has " + cells.size() + " cells or an empty one; wanted: " + String.join("<TAB>", header)));
                continue;
            }
            rows.add(new Row(i + 1, cells.stream().map(String::strip).toList()));
        }
        return new TsvFile(name, rows);
    }
}
