package banshi.corpus.xlsx;

import banshi.corpus.yaml.Complaint;
import banshi.corpus.yaml.ContentFile;
import banshi.corpus.yaml.ContentReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What importing a workbook comes to (导入): the complaints, or the changes it would make; nothing is written before {@link #apply}.
 *
 * <p>The rows become files, those whose words stay the same being left alone, and the files are checked in a folder of their own by
 * the same rules as content always is. A complaint about a line is told as one about the row that the line came from.
 */
public final class WorkbookImport {
    /** How often rows are left out because of others that were; what hangs on what is never deeper. */
    private static final int MOST_ROUNDS = 6;

    private static final Pattern ELSEWHERE = Pattern.compile("([a-z0-9/._-]+\\.(?:yaml|tsv)):(\\d+)");
    private static final Pattern LINE = Pattern.compile("（第 (\\d+) 行）");
    private static final Pattern FIELD = Pattern.compile("^([a-z-]+)(?: (第 \\d+ 项))?：");

    /** What the content check calls a file is a sheet here. */
    private static final Map<String, String> SHEETS = new LinkedHashMap<>();

    static {
        SHEETS.put("links\\.yaml 的 links(?![.a-z])", "“链接”表");
        SHEETS.put("links\\.yaml 的 phones", "“电话”表");
        SHEETS.put(" ?(?:links|aspects)\\.yaml 里的", "表里的");
        SHEETS.put("catalogue\\.yaml(?!:)", "“待写事项”表");
        SHEETS.put("questions/[a-z0-9-]+\\.tsv(?!:)", "“问法”表");
        SHEETS.put("pairs/[a-z0-9-]+\\.tsv(?!:)", "“易混问法”表");
        SHEETS.put("tellings/[a-z0-9-]+\\.tsv(?!:)", "“情形说法”表");
        SHEETS.put("templates/[a-z0-9-]+\\.yaml(?!:)", "“模板”表");
    }

    /** What becomes of a file (文件变动). */
    public enum Fate {
        NEW,
        CHANGED,
        REMOVED
    }

    /**
     * How the rows of a sheet differ from the content (行变动).
     *
     * @param sheet the sheet's title
     */
    public record RowChanges(String sheet, int added, int changed, int removed) {}

    private final Path root;
    private final LocalDate today;
    private final Map<String, ContentFile> before;
    private final Map<Layout, List<Row>> rowsBefore;
    private Map<Layout, List<Row>> rows = Map.of();
    private final IdentityHashMap<Row, Map<Integer, XlsxFile.Content>> cells = new IdentityHashMap<>();
    private final Map<String, Map<String, Integer>> columns = new LinkedHashMap<>();
    private final List<SheetComplaint> complaints = new ArrayList<>();
    private final Map<Row, Set<String>> refused = new LinkedHashMap<>();
    private final Map<String, @Nullable ContentFile> changed = new TreeMap<>();
    private final List<String> ignoredSheets = new ArrayList<>();
    private int warnings;

    private WorkbookImport(Path root, LocalDate today) {
        this.root = root;
        this.today = today;
        FolderChange.recover(root);
        before = ContentFile.under(root);
        rowsBefore = Rows.of(before);
    }

    /**
     * Reads a workbook and says what importing it would do. Blocks on the disk; writes into the system's folder for temporary files
     * only.
     *
     * @param content the folder that it is to be imported into
     * @param today the day against which validity is checked
     * @param skipBad whether rows that are wrong are left out, what the content says instead of them being kept
     * @throws UncheckedIOException if the content cannot be read
     */
    public static WorkbookImport of(Path workbook, Path content, LocalDate today, boolean skipBad) {
        return ContentWorkbook.read(workbook, XlsxFile.LARGEST_UNPACKED).compared(content, today, skipBad);
    }

    /** @param unreadable why there is nothing to read; null where there is */
    static WorkbookImport of(
            XlsxFile workbook, @Nullable String unreadable, Path content, LocalDate today, boolean skipBad) {
        var plan = new WorkbookImport(content, today);
        if (unreadable == null) plan.read(workbook, skipBad);
        else plan.complaints.add(new SheetComplaint("", unreadable));
        return plan;
    }

    /** All that is wrong; if there is anything, nothing can be applied. */
    public List<SheetComplaint> complaints() {
        return List.copyOf(complaints);
    }

    /** What is wrong with the rows that were left out, in the order of the sheets; empty unless that was asked for. */
    public List<SheetComplaint> refused() {
        return refused.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(what -> new SheetComplaint(place(e.getKey(), null), what)))
                .toList();
    }

    /** How many rows were left out. */
    public int refusedRows() {
        return refused.size();
    }

    /** Sheets that are none of ours, which nobody reads. */
    public List<String> ignoredSheets() {
        return List.copyOf(ignoredSheets);
    }

    /** How many things the content check would remind of. */
    public int warnings() {
        return warnings;
    }

    /** What becomes of which file; files that stay as they are are not among them. */
    public Map<String, Fate> files() {
        var fates = new TreeMap<String, Fate>();
        changed.forEach((name, file) -> fates.put(
                name, file == null ? Fate.REMOVED : Files.exists(root.resolve(name)) ? Fate.CHANGED : Fate.NEW));
        return fates;
    }

    /** The same files as they are to be, by name; null for one that goes. Empty while there are complaints. */
    public Map<String, @Nullable ContentFile> changed() {
        return Collections.unmodifiableMap(changed);
    }

    /** The sheets of which rows differ from the content. */
    public List<RowChanges> rows() {
        return rows.entrySet().stream()
                .map(e -> changes(e.getKey(), rowsBefore.getOrDefault(e.getKey(), List.of()), e.getValue()))
                .filter(c -> c.added() + c.changed() + c.removed() > 0)
                .toList();
    }

    /**
     * Writes the files that change: all of them, or none if one cannot be written.
     *
     * @throws IllegalStateException if there are complaints
     * @throws UncheckedIOException if a file could not be written
     */
    public void apply() {
        if (!complaints.isEmpty()) throw new IllegalStateException("a workbook with complaints cannot be imported");
        var texts = new TreeMap<String, @Nullable String>();
        changed.forEach((name, file) -> texts.put(name, file == null ? null : file.text()));
        if (!texts.isEmpty()) FolderChange.make(root, texts);
    }

    /**
     * Writes the rows that were left out into a workbook, with the reasons in a column behind them.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void writeRefused(Path file) {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file));
                var writer = new WorkbookWriter(out)) {
            for (var layout : Layout.ALL) {
                var titles = new ArrayList<String>();
                titles.add("原来的行");
                layout.columns().forEach(c -> titles.add(c.title()));
                titles.add("原因");
                var lines = new ArrayList<List<String>>();
                refused.forEach((row, reasons) -> {
                    if (!row.layout().equals(layout)) return;
                    var line = new ArrayList<String>();
                    line.add(String.valueOf(row.number()));
                    for (var column : layout.columns()) line.add(written(row, column));
                    line.add(String.join("\n", reasons));
                    lines.add(line);
                });
                var widths = new LinkedHashMap<String, Integer>();
                layout.columns().forEach(c -> widths.put(c.title(), c.width()));
                widths.put("原来的行", 8);
                if (!lines.isEmpty()) writer.cells(layout.title(), titles, lines, widths);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing the refused rows to " + file, e);
        }
    }

    private String written(Row row, Column column) {
        var at = columns.getOrDefault(row.layout().title(), Map.of()).get(column.title());
        var content = at == null ? null : cells.getOrDefault(row, Map.of()).get(at);
        return content == null ? "" : content.text();
    }

    // ---- cells to rows ----

    private void read(XlsxFile file, boolean skipBad) {
        var problems = new ArrayList<Problem>();
        var read = new LinkedHashMap<Layout, List<Row>>();
        for (var layout : Layout.ALL) {
            var sheet = file.sheets().get(layout.title());
            if (sheet == null)
                complaints.add(new SheetComplaint("", "缺少工作表“" + layout.title() + "”；请从导出的工作簿里补上，没有内容也要留着列名"));
            else if (titles(layout, sheet)) read.put(layout, rows(layout, sheet, problems));
        }
        for (var title : file.sheets().keySet())
            if (!title.equals("说明")
                    && Layout.ALL.stream().noneMatch(l -> l.title().equals(title))) ignoredSheets.add(title);
        if (!complaints.isEmpty()) { // what is missing would be complained of a thousand times
            problems.forEach(p -> complaints.add(told(p)));
            return;
        }
        rows = read;
        conclude(problems, skipBad);
    }

    /** Notes which column is which; whether all are there and no others. */
    private boolean titles(Layout layout, XlsxFile.Sheet sheet) {
        var found = new LinkedHashMap<String, Integer>();
        int known = complaints.size();
        var header = layout.title() + "!第1行";
        for (var entry : sheet.rows().getOrDefault(1, Map.of()).entrySet()) {
            var title = entry.getValue().text().strip();
            var where = header + " " + letter(entry.getKey()) + "列";
            var wrong = entry.getValue().wrong();
            if (wrong != null) {
                complaints.add(new SheetComplaint(where, wrong));
                continue;
            }
            if (title.isEmpty()) continue;
            if (layout.columns().stream().noneMatch(c -> c.title().equals(title)))
                complaints.add(new SheetComplaint(where, "多了“" + Column.shortened(title) + "”这一列；请删掉整列"));
            else if (found.putIfAbsent(title, entry.getKey()) != null)
                complaints.add(new SheetComplaint(where, "“" + title + "”这一列有两个；请只留一个"));
        }
        for (var column : layout.columns())
            if (!found.containsKey(column.title()))
                complaints.add(new SheetComplaint(header, "缺少“" + column.title() + "”这一列；请补上，没有内容也要留着列名"));
        columns.put(layout.title(), found);
        return complaints.size() == known;
    }

    private List<Row> rows(Layout layout, XlsxFile.Sheet sheet, List<Problem> problems) {
        var at = columns.getOrDefault(layout.title(), Map.of());
        var all = new ArrayList<Row>();
        sheet.rows().forEach((number, line) -> {
            if (number == 1
                    || line.values().stream()
                            .allMatch(c -> c.wrong() == null && c.text().isBlank())) return;
            var row = new Row(layout, number, tools.jackson.databind.node.JsonNodeFactory.instance.objectNode());
            for (var column : layout.columns()) {
                var what = value(row, column, line.get(at.getOrDefault(column.title(), -1)));
                if (what == null) continue;
                problems.add(new Problem(row, column, what));
                if (column.required() && column.words().isEmpty() && column.kind() != Column.Kind.ID)
                    row.values().put(column.field(), "〔第" + number + "行〕"); // so that nothing else seems to be wrong
            }
            line.forEach((column, content) -> {
                if (!at.containsValue(column) && !content.text().isBlank())
                    problems.add(new Problem(
                            row, null, letter(column) + "列没有列名，却写了“" + Column.shortened(content.text()) + "”；请删掉"));
            });
            cells.put(row, line);
            all.add(row);
        });
        return all;
    }

    /** Takes over what a cell says; gives what is wrong with it, or null. */
    private static @Nullable String value(Row row, Column column, XlsxFile.@Nullable Content content) {
        if (content == null || (content.wrong() == null && content.text().isEmpty()))
            return column.required() ? "不能空着；请填写" : null;
        if (content.wrong() != null && !(content.date() && column.kind() == Column.Kind.DATE)) return content.wrong();
        if (content.text().length() > CellText.LONGEST) return "太长了；一格最多 " + CellText.LONGEST + " 个字";
        try {
            row.values().set(column.field(), column.value(content.text()));
            return null;
        } catch (Unreadable e) {
            return e.what();
        }
    }

    // ---- rows to files, and what is wrong with them ----

    /** Files made of rows, and all that is wrong with them. */
    private record Outcome(
            Map<String, ContentFile> files, List<Problem> problems, List<SheetComplaint> unplaced, int warnings) {}

    private void conclude(List<Problem> inCells, boolean skipBad) {
        var outcome = check(inCells);
        if (!skipBad && !outcome.problems().isEmpty()) {
            var all = new ArrayList<>(outcome.problems());
            all.addAll(hidden(all));
            inOrder(all);
            all.forEach(p -> complaints.add(told(p)));
            complaints.addAll(outcome.unplaced());
            return;
        }
        for (int round = 0; !outcome.problems().isEmpty() && round < MOST_ROUNDS; round++) {
            var bad = rowsOf(outcome.problems());
            for (var problem : outcome.problems()) {
                if (!bad.contains(problem.row())) continue;
                var column = problem.column();
                refused.computeIfAbsent(problem.row(), r -> new LinkedHashSet<>())
                        .add((column == null ? "" : column.title() + "：") + problem.what());
            }
            if (bad.isEmpty()) break;
            rows = without(bad);
            outcome = check(List.of());
        }
        outcome.problems().forEach(p -> complaints.add(told(p)));
        complaints.addAll(outcome.unplaced());
        warnings = outcome.warnings();
        if (complaints.isEmpty()) changes(outcome.files());
    }

    /** The rows of the workbook that something is wrong with, by identity. */
    private static Set<Row> rowsOf(List<Problem> problems) {
        var rows = Collections.newSetFromMap(new IdentityHashMap<Row, Boolean>());
        problems.stream().map(Problem::row).filter(r -> r.number() != 0).forEach(rows::add);
        return rows;
    }

    private Map<Layout, List<Row>> without(Set<Row> bad) {
        var left = new LinkedHashMap<Layout, List<Row>>();
        rows.forEach((layout, all) ->
                left.put(layout, Restored.without(bad, all, rowsBefore.getOrDefault(layout, List.of()))));
        return left;
    }

    /** What is wrong besides: a file with a mistake is not held against the others, so it is checked again without its bad rows. */
    private List<Problem> hidden(List<Problem> known) {
        var bad = rowsOf(known);
        var left = without(bad);
        for (var row : bad) { // rows that hang on a row that is gone would be complained of for nothing
            if (!row.layout().bearsOthers()) continue;
            if (left.getOrDefault(row.layout(), List.of()).stream()
                    .noneMatch(r -> r.key().equals(row.key()))) return List.of();
        }
        var all = rows;
        rows = left;
        var besides = check(List.of()).problems().stream()
                .filter(p -> p.row().number() != 0)
                .toList();
        rows = all;
        return besides;
    }

    private static void inOrder(List<Problem> problems) {
        problems.sort(Comparator.comparingInt(
                        (Problem p) -> Layout.ALL.indexOf(p.row().layout()))
                .thenComparingInt(p -> p.row().number()));
    }

    private void changes(Map<String, ContentFile> now) {
        now.forEach((name, file) -> {
            if (file != before.get(name)) changed.put(name, file);
        });
        before.forEach((name, file) -> {
            if (!now.containsKey(name) && !file.isEmpty()) changed.put(name, null);
        });
    }

    private Outcome check(List<Problem> inCells) {
        var assembly = Assembly.of(rows);
        var problems = new ArrayList<>(inCells);
        var told = Collections.newSetFromMap(new IdentityHashMap<Row, Boolean>());
        inCells.forEach(p -> told.add(p.row()));
        assembly.problems().stream().filter(p -> !told.contains(p.row())).forEach(problems::add);
        assembly.problems().forEach(p -> told.add(p.row()));
        var files = new TreeMap<String, ContentFile>();
        assembly.files().forEach((name, tree) -> {
            var old = before.get(name);
            if (old != null) files.put(name, old.saying(tree));
            else if (!name.equals("catalogue.yaml") || !tree.path("matters").isEmpty())
                files.put(name, ContentFile.written(name, tree));
        });
        var unplaced = new ArrayList<SheetComplaint>();
        int reminders = 0;
        boolean asBefore = files.size() == before.size()
                && files.entrySet().stream().allMatch(e -> e.getValue() == before.get(e.getKey()));
        if (asBefore) return new Outcome(files, problems, unplaced, 0);
        for (var complaint : staged(files)) {
            if (complaint.severity() == Complaint.Severity.WARNING) {
                reminders++;
                continue;
            }
            var origin = origin(assembly, files, complaint.file(), complaint.line(), complaint.column());
            var what = words(assembly, files, complaint, origin);
            if (origin == null) unplaced.add(new SheetComplaint(complaint.file(), what));
            else if (!told.contains(origin.row())) problems.add(new Problem(origin.row(), origin.column(), what));
        }
        inOrder(problems);
        return new Outcome(files, problems, unplaced, reminders);
    }

    /** What the content check says of the files, in a folder that is there only for it. */
    private List<Complaint> staged(Map<String, ContentFile> files) {
        try {
            var folder = Files.createTempDirectory("banshi-import-");
            try {
                for (var path : ContentReader.contentFiles(root)) {
                    var name = root.relativize(path).toString().replace('\\', '/');
                    var old = before.get(name);
                    if (!files.containsKey(name) && (old == null || old.isEmpty())) copy(path, folder.resolve(name));
                }
                for (var file : files.values()) {
                    var path = folder.resolve(file.name());
                    Files.createDirectories(path.getParent());
                    Files.writeString(path, file.text());
                }
                return ContentReader.read(folder, today).complaints();
            } finally {
                try (var all = Files.walk(folder)) {
                    for (var path : all.sorted(Collections.reverseOrder()).toList()) Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("checking the imported content", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    // ---- lines to rows ----

    private static Assembly.@Nullable Origin origin(
            Assembly assembly, Map<String, ContentFile> files, String name, int line, int column) {
        var file = files.get(name);
        if (file == null) return null;
        var pointer = file.pointer(line, column);
        if (pointer == null) pointer = file.pointer(line);
        return pointer == null ? null : assembly.origin(name, pointer);
    }

    /** The words of the content check, with rows in place of lines. */
    private String words(
            Assembly assembly, Map<String, ContentFile> files, Complaint complaint, Assembly.@Nullable Origin origin) {
        var what = complaint.what();
        if (origin != null && origin.column() != null) {
            var named = FIELD.matcher(what);
            if (named.find()) what = (named.group(2) == null ? "" : named.group(2) + "：") + what.substring(named.end());
        }
        for (var file : SHEETS.entrySet()) what = what.replaceAll(file.getKey(), file.getValue());
        what = ELSEWHERE.matcher(what).replaceAll(m -> place(assembly, files, m.group(1), m.group(2), m.group()));
        return LINE.matcher(what)
                .replaceAll(m -> "（" + place(assembly, files, complaint.file(), m.group(1), "别处") + "）");
    }

    private String place(
            Assembly assembly, Map<String, ContentFile> files, String name, String line, String otherwise) {
        var file = files.get(name);
        var pointer = file == null ? null : file.pointer(Integer.parseInt(line));
        var origin = pointer == null ? null : assembly.origin(name, pointer);
        return origin == null ? otherwise : place(origin.row(), null);
    }

    private SheetComplaint told(Problem problem) {
        return new SheetComplaint(place(problem.row(), problem.column()), problem.what());
    }

    private String place(Row row, @Nullable Column column) {
        var sheet = row.layout().title();
        var place = row.number() == 0
                ? sheet + "!原有的一行（"
                        + Column.shortened(
                                String.join("，", row.shown().stream().limit(3).toList())) + "）"
                : sheet + "!第" + row.number() + "行";
        if (column == null) return place;
        var at = columns.getOrDefault(sheet, Map.of()).get(column.title());
        return place + " " + (at == null ? "" : letter(at) + "列") + "（" + column.title() + "）";
    }

    private static String letter(int column) {
        return (column < 26 ? "" : String.valueOf((char) ('A' + column / 26 - 1))) + (char) ('A' + column % 26);
    }

    // ---- what changes ----

    private static RowChanges changes(Layout layout, List<Row> before, List<Row> now) {
        var gone = new LinkedHashMap<List<String>, List<Row>>();
        before.forEach(
                r -> gone.computeIfAbsent(r.shown(), k -> new ArrayList<>()).add(r));
        var fresh = new ArrayList<Row>();
        for (var row : now) {
            var same = gone.get(row.shown());
            if (same == null || same.isEmpty()) fresh.add(row);
            else same.removeLast();
        }
        var left = new LinkedHashMap<Object, Integer>();
        gone.values().forEach(all -> all.forEach(r -> left.merge(identity(layout, r), 1, Integer::sum)));
        int changed = 0;
        for (var row : fresh) {
            var name = identity(layout, row);
            if (left.getOrDefault(name, 0) == 0) continue;
            left.merge(name, -1, Integer::sum);
            changed++;
        }
        int removed = left.values().stream().mapToInt(Integer::intValue).sum();
        return new RowChanges(layout.title(), fresh.size() - changed, changed, removed);
    }

    private static Object identity(Layout layout, Row row) {
        return layout.key().isEmpty() ? row.owner() : row.key();
    }
}
