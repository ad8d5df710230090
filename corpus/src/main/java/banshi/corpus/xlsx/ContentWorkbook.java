package banshi.corpus.xlsx;

import banshi.corpus.yaml.ContentFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content as one workbook (内容工作簿): written, and read again when somebody has edited it. */
public final class ContentWorkbook {
    private static final String ABOUT = "说明";

    /** Before the revision that a workbook was written from, in a line of its own. */
    private static final String REVISION = "导出自版本：";

    private final XlsxFile file;

    /** Why nothing could be read, in words for the clerk; null where it could. */
    private final @Nullable String unreadable;

    private ContentWorkbook(XlsxFile file, @Nullable String unreadable) {
        this.file = file;
        this.unreadable = unreadable;
    }

    /**
     * Reads one. That it cannot be read is a complaint, which {@link #compared} tells. Blocks on the disk.
     *
     * @param unpacked bytes that it may have when it is unpacked; what has more is not read
     */
    public static ContentWorkbook read(Path workbook, long unpacked) {
        try {
            return new ContentWorkbook(XlsxFile.read(workbook, unpacked), null);
        } catch (Unreadable e) {
            return new ContentWorkbook(new XlsxFile(Map.of()), e.what());
        }
    }

    /** What it was written from, as {@link #write(Path, Path, String)} was told; nothing where it does not say. */
    public Optional<String> revision() {
        var about = file.sheets().get(ABOUT);
        return about == null
                ? Optional.empty()
                : about.rows().values().stream()
                        .flatMap(row -> row.values().stream())
                        .map(XlsxFile.Content::text)
                        .filter(line -> line.startsWith(REVISION))
                        .map(line -> line.substring(REVISION.length()).strip())
                        .findFirst();
    }

    /** What importing it would do, likewise {@link WorkbookImport#of}. */
    public WorkbookImport compared(Path content, LocalDate today, boolean skipBad) {
        return WorkbookImport.of(file, unreadable, content, today, skipBad);
    }

    /**
     * Writes all content into a workbook, from which {@link WorkbookImport} makes the same content again. Blocks on the disk.
     *
     * @param content a folder that the content check finds sound: what cannot be parsed is not written
     * @return how many rows it has
     * @throws IllegalStateException if a file says something that no sheet shows
     * @throws UncheckedIOException if a file cannot be read or the workbook not be written; what was there before is then still there
     */
    public static int write(Path content, Path workbook) {
        return written(content, workbook, about(OWN_COMMAND));
    }

    /**
     * The same for somebody who edits it elsewhere, and brings it back when others have gone on.
     *
     * @param revision of the content, a word; it stands in the workbook
     */
    public static int write(Path content, Path workbook, String revision) {
        var about = about("改好以后，在采编台的“事项”页点“导入工作簿”：先列出会改哪些地方，看过了再存进草稿。有问题会一条一条指出是哪张表、第几行、哪一列。");
        about.add(2, REVISION + revision);
        return written(content, workbook, about);
    }

    private static int written(Path content, Path workbook, List<String> about) {
        FolderChange.recover(content);
        var files = ContentFile.under(content);
        var rows = Rows.of(files);
        requireWhole(files, Assembly.of(rows));
        var target = workbook.toAbsolutePath();
        try {
            var part = target.resolveSibling("." + target.getFileName() + ".part");
            try {
                try (var out = new BufferedOutputStream(Files.newOutputStream(part));
                        var writer = new WorkbookWriter(out)) {
                    writer.lines(ABOUT, about);
                    rows.forEach(writer::rows);
                }
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing the workbook " + workbook, e);
        }
        return rows.values().stream().mapToInt(List::size).sum();
    }

    /** A field that the schema has and no sheet shows would be lost when the workbook comes back. */
    private static void requireWhole(Map<String, ContentFile> files, Assembly assembly) {
        files.forEach((name, file) -> {
            var tree = assembly.files().get(name);
            if (tree == null ? !file.isEmpty() : file.saying(tree) != file)
                throw new IllegalStateException("the workbook has no column for something that " + name + " says");
        });
    }

    private static final String OWN_COMMAND =
            "改好以后，先试一遍：./banshi import 文件.xlsx --dry-run；没有问题再去掉 --dry-run 导入。有问题会一条一条指出是哪张表、第几行、哪一列。";

    /** The first sheet: how to edit the others. */
    private static List<String> about(String how) {
        var lines = new ArrayList<>(List.of(
                "办事内容工作簿",
                how,
                "一行写一条，行的先后就是内容的先后。删掉一行，就是删掉这一条；删掉一个事项，要把别的表里它的行一起删掉。",
                "不要改工作表的名字和第一行的列名，不要加列，不要合并单元格，不要写公式。这一张表只供阅读，不会导入。",
                "所有格子都是“文本”格式：0571、3-1 照原样写。日期写成 2026-01-31。“是/否”的列，空着就是否。",
                "编号用小写英文、数字和连字符。同一个事项里编号不能重复，用过的编号不要改。",
                "“什么情形下”写成 情形编号=选项编号。几个选项满足一个就行的用“|”隔开，几个情形要同时满足的用“; ”隔开：reason=lost|damaged; place=online",
                "“别名”“依据”等可以写几项的，用“；”隔开。文字里本来有“；”的写“\\；”，有“\\”的写“\\\\”。",
                "模板的“长版”里换行用 Alt+Enter，段落之间空一行，整块的标签（如 {{materials}}）单独一段。",
                "",
                "各张表："));
        Layout.ALL.forEach(l -> lines.add(l.title() + "：" + l.about()));
        return lines;
    }
}
