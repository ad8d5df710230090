package banshi.channels.app;

import banshi.corpus.xlsx.SheetComplaint;
import banshi.corpus.xlsx.WorkbookImport;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an edited workbook back into the content (导入工作簿).
 *
 * @param refused where rows that are wrong go; null if nothing is to be left out
 */
record ImportWorkbook(Path workbook, Path content, @Nullable Path refused, boolean dryRun) {
    /** Exit code 0 if it was taken in or would be, 1 if not. */
    int run(PrintWriter out) {
        if (!Files.isRegularFile(workbook)) throw new CannotStart("没有文件 " + workbook.toAbsolutePath());
        if (refused != null
                && refused.toAbsolutePath()
                        .normalize()
                        .equals(workbook.toAbsolutePath().normalize()))
            throw new CannotStart("--skip-bad 的文件不能就是要导入的文件");
        var plan = WorkbookImport.of(workbook, content, LocalDate.now(Banshi.CLOCK), refused != null);
        lines(out, plan.refused());
        lines(out, plan.complaints());
        plan.ignoredSheets().forEach(s -> out.println("提醒：工作表“" + s + "”不是内容，没有读"));
        if (!plan.complaints().isEmpty()) {
            out.println("banshi: " + workbook + " 里有 " + plan.complaints().size() + " 处要改；什么都没有写");
            return 1;
        }
        changes(out, plan);
        if (dryRun) {
            out.println("只是试一遍，什么都没有写");
            return 0;
        }
        write(plan);
        if (refused != null && plan.refusedRows() > 0)
            out.println("有 " + plan.refusedRows() + " 行没有导入，写在 " + refused + "，原因在最后一列");
        if (plan.warnings() > 0) out.println("有 " + plan.warnings() + " 条提醒，用 ./banshi check 看");
        out.flush();
        return 0;
    }

    /** The refused rows first: what is imported without them can be told from them only. */
    private void write(WorkbookImport plan) {
        if (refused != null && plan.refusedRows() > 0) {
            try {
                plan.writeRefused(refused);
            } catch (UncheckedIOException e) {
                throw new CannotStart("写不了 " + refused + "，所以什么都没有导入", e);
            }
        }
        try {
            plan.apply();
        } catch (UncheckedIOException e) {
            throw new CannotStart("内容目录 " + content + " 不能写入，内容还是原来的", e);
        }
    }

    private static void lines(PrintWriter out, List<SheetComplaint> complaints) {
        complaints.forEach(out::println);
    }

    private void changes(PrintWriter out, WorkbookImport plan) {
        if (plan.files().isEmpty()) {
            out.println("和现在的内容一样，没有要改的");
            return;
        }
        var tense = dryRun ? "要" : "已";
        plan.rows()
                .forEach(r -> out.println(
                        r.sheet() + "：新增 " + r.added() + " 行，修改 " + r.changed() + " 行，删除 " + r.removed() + " 行"));
        plan.files().forEach((file, fate) -> {
            var verb = switch (fate) {
                case NEW -> "新建";
                case CHANGED -> "修改";
                case REMOVED -> "删除";
            };
            out.println(tense + verb + " " + file);
        });
    }
}
