package banshi.corpus.xlsx;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.jspecify.annotations.Nullable;

/**
 * A workbook as it lies on disk (工作簿文件): the cells of its sheets as words. What is no workbook, or is too large to be one of ours, is
 * refused before it is unpacked.
 *
 * @param sheets by their titles, in their order
 */
record XlsxFile(Map<String, Sheet> sheets) {
    private static final long LARGEST_FILE = 64L << 20;

    /** Unpacked, unless whoever asks can bear less. */
    static final long LARGEST_UNPACKED = 256L << 20;

    private static final int MOST_PARTS = 2000;
    private static final int MOST_COLUMNS = 200;

    /** A compound document: the format of .xls, and of workbooks with a password. */
    private static final byte[] OLD = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private static final byte[] ZIP = {'P', 'K'};

    /**
     * One sheet.
     *
     * @param rows by their numbers as programs show them, from 1; empty rows are absent
     */
    record Sheet(Map<Integer, Map<Integer, Content>> rows) {}

    /**
     * What stands in a cell.
     *
     * @param text as it is shown
     * @param wrong why it cannot be taken, or null
     * @param date whether it is a day, its text then an ISO date
     */
    record Content(String text, @Nullable String wrong, boolean date) {}

    /**
     * Reads a workbook.
     *
     * @param unpacked bytes that it may have when it is unpacked
     * @throws Unreadable if it is none, in words for the clerk
     */
    static XlsxFile read(Path file, long unpacked) throws Unreadable {
        try {
            guard(file, unpacked);
            var merged = merged(file);
            try (var workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true))) {
                var sheets = new LinkedHashMap<String, Sheet>();
                for (var sheet : workbook.getSheets().toList()) {
                    var rows = new TreeMap<Integer, Map<Integer, Content>>();
                    try (var all = sheet.openStream()) {
                        all.forEach(row -> {
                            var cells = new TreeMap<Integer, Content>();
                            for (var cell : row) {
                                if (cell == null || cell.getColumnIndex() >= MOST_COLUMNS) continue;
                                var content = content(cell);
                                if (content.wrong() != null || !content.text().isEmpty())
                                    cells.put(cell.getColumnIndex(), content);
                            }
                            if (!cells.isEmpty()) rows.put(row.getRowNum(), cells);
                        });
                    }
                    sheets.put(sheet.getName(), new Sheet(rows));
                }
                merged.forEach((title, ranges) -> mark(sheets.get(title), ranges));
                return new XlsxFile(sheets);
            }
        } catch (IOException | ExcelReaderException | XMLStreamException e) {
            throw new Unreadable("文件读不懂；可能没有存完整，请用 Excel 或 WPS 打开，另存为 .xlsx 再试");
        } catch (RuntimeException e) { // whatever a broken part makes the library stumble over
            throw new Unreadable("文件里有读不懂的内容；请用 Excel 或 WPS 打开，另存为 .xlsx 再试");
        }
    }

    // ---- what it is ----

    private static void guard(Path file, long unpacked) throws IOException, Unreadable {
        if (!Files.isRegularFile(file)) throw new Unreadable("没有这个文件");
        if (Files.size(file) > LARGEST_FILE) throw new Unreadable("文件太大；最多 " + (LARGEST_FILE >> 20) + " MB");
        byte[] start;
        try (var in = Files.newInputStream(file)) {
            start = in.readNBytes(OLD.length);
        }
        if (startsWith(start, OLD)) throw new Unreadable("这是旧的 .xls 格式，或者加了密码；请在 Excel 或 WPS 里去掉密码，另存为 .xlsx");
        if (!startsWith(start, ZIP)) throw new Unreadable("这不是 .xlsx 工作簿；请用 Excel 或 WPS 另存为 .xlsx");
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_PARTS) throw new Unreadable("文件里的部件太多，不像是工作簿");
            long left = unpacked;
            var buffer = new byte[1 << 16];
            for (var entry : java.util.Collections.list(zip.entries())) {
                try (var in = zip.getInputStream(entry)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        left -= n;
                        if (left < 0) throw new Unreadable("文件解开后超过 " + (unpacked >> 20) + " MB，不像是工作簿；没有读它");
                    }
                }
            }
            if (zip.getEntry("xl/workbook.xml") == null) throw new Unreadable("这不是 .xlsx 工作簿；请用 Excel 或 WPS 另存为 .xlsx");
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    // ---- cells ----

    private static Content content(Cell cell) {
        var shown = cell.getText() == null ? "" : cell.getText();
        return switch (cell.getType()) {
            case EMPTY -> new Content("", null, false);
            case STRING -> new Content(shown.replace("\r\n", "\n").replace('\r', '\n'), null, false);
            case NUMBER -> number(cell, shown);
            case BOOLEAN -> new Content(shown, "这一格是 TRUE/FALSE；请写文字，要或不要写“是”“否”", false);
            case FORMULA -> new Content(shown, "这一格是公式；请改成文字（复制，再选择性粘贴为“值”）", false);
            case ERROR -> new Content(shown, "这一格是错误值 " + shown + "；请改成文字", false);
        };
    }

    private static Content number(Cell cell, String shown) {
        if (isDate(cell)) {
            try {
                var day = cell.asDate().toLocalDate().toString();
                return new Content(day, "这一格被 Excel 当成了日期 " + day + "（3-1 会变成 3 月 1 日）；请把单元格格式设成“文本”，重新填写", true);
            } catch (RuntimeException e) {
                // no day: a number then
            }
        }
        return new Content(shown, "这一格是数字 " + shown + "；Excel 会把 0571 变成 571，请把单元格格式设成“文本”，重新填写", false);
    }

    private static boolean isDate(Cell cell) {
        var format = cell.getDataFormatString();
        if (format == null) return false;
        var bare = format.replaceAll("\"[^\"]*\"|\\[[^\\]]*]|\\\\.", "").toLowerCase(java.util.Locale.ROOT);
        return bare.contains("d") || bare.contains("y") || (bare.contains("m") && !bare.contains("general"));
    }

    // ---- merged cells, of which the library knows nothing ----

    private static void mark(@Nullable Sheet sheet, List<String> ranges) {
        if (sheet == null) return;
        for (var range : ranges) {
            var corner = range.split(":", 2)[0];
            int digits = 0;
            while (digits < corner.length() && !Character.isDigit(corner.charAt(digits))) digits++;
            int column = 0;
            for (int i = 0; i < digits; i++) column = column * 26 + corner.charAt(i) - 'A' + 1;
            int row = Integer.parseInt(corner.substring(digits));
            var cells = sheet.rows().computeIfAbsent(row, r -> new TreeMap<>());
            var text = cells.containsKey(column - 1)
                    ? cells.getOrDefault(column - 1, NOTHING).text()
                    : "";
            cells.put(column - 1, new Content(text, range + " 是合并的单元格；请取消合并，每一格都填上", false));
        }
    }

    private static final Content NOTHING = new Content("", null, false);

    /** The ranges of merged cells by the titles of their sheets. */
    private static Map<String, List<String>> merged(Path file) throws IOException, XMLStreamException {
        try (var zip = new ZipFile(file.toFile())) {
            var targets = new LinkedHashMap<String, String>();
            scan(zip, "xl/_rels/workbook.xml.rels", "Relationship", (xml) -> {
                var id = xml.getAttributeValue(null, "Id");
                var target = xml.getAttributeValue(null, "Target");
                if (id != null && target != null)
                    targets.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
            });
            var parts = new LinkedHashMap<String, String>();
            scan(zip, "xl/workbook.xml", "sheet", xml -> {
                for (int i = 0; i < xml.getAttributeCount(); i++) {
                    if (!xml.getAttributeLocalName(i).equals("id")) continue;
                    parts.put(
                            String.valueOf(xml.getAttributeValue(null, "name")),
                            targets.getOrDefault(xml.getAttributeValue(i), ""));
                }
            });
            var merged = new LinkedHashMap<String, List<String>>();
            for (var part : parts.entrySet()) {
                scan(zip, part.getValue(), "mergeCell", xml -> {
                    var range = xml.getAttributeValue(null, "ref");
                    if (range != null && range.matches("[A-Z]{1,3}[0-9]{1,7}(:.*)?"))
                        merged.computeIfAbsent(part.getKey(), k -> new ArrayList<>())
                                .add(range);
                });
            }
            return merged;
        }
    }

    private interface Visitor {
        void visit(XMLStreamReader xml);
    }

    private static void scan(ZipFile zip, String part, String element, Visitor visitor)
            throws IOException, XMLStreamException {
        var entry = zip.getEntry(part);
        if (entry == null) return;
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
            var xml = factory.createXMLStreamReader(in);
            while (xml.hasNext())
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals(element)) visitor.visit(xml);
            xml.close();
        }
    }
}
