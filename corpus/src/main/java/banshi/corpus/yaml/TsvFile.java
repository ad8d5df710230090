package banshi.corpus.yaml;

import java.util.ArrayList;
import java.util.List;

/** A table of tab-separated words with a header line (TSV); blank lines and lines that begin with # are passed over. */
record TsvFile(String name, List<Row> rows) {
    /**
     * @param line from 1
     * @param cells as many cells as the header has
     * @param columns where each cell begins, from 1, in characters
     */
    record Row(int line, List<String> cells, List<Integer> columns) {}

    static TsvFile parse(String name, String text, List<String> header, List<Complaint> complaints) {
        var rows = new ArrayList<Row>();
        var wanted = String.join("<TAB>", header) + "（<TAB> 是一个制表符）";
        var lines = text.split("\\R", -1);
        if (lines.length == 0 || !List.of(lines[0].split("\t", -1)).equals(header))
            complaints.add(new Complaint(name, 1, 1, Complaint.Severity.ERROR, "第一行不对；应当是：" + wanted));
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].isBlank() || lines[i].startsWith("#")) continue;
            var cells = List.of(lines[i].split("\t", -1));
            var columns = columns(cells);
            int empty = cells.stream().map(String::isBlank).toList().indexOf(true);
            if (cells.size() != header.size())
                complaints.add(new Complaint(
                        name,
                        i + 1,
                        1,
                        Complaint.Severity.ERROR,
                        "这一行有 " + cells.size() + " 格；应当有 " + header.size() + " 格：" + wanted));
            else if (empty >= 0)
                complaints.add(new Complaint(
                        name, i + 1, columns.get(empty), Complaint.Severity.ERROR, header.get(empty) + " 这一格是空的；请填写"));
            else rows.add(new Row(i + 1, cells.stream().map(String::strip).toList(), columns));
        }
        return new TsvFile(name, rows);
    }

    private static List<Integer> columns(List<String> cells) {
        var columns = new ArrayList<Integer>();
        int column = 1;
        for (String cell : cells) {
            columns.add(column);
            column += cell.codePointCount(0, cell.length()) + 1;
        }
        return columns;
    }
}
