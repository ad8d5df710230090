package banshi.channels.app;

import banshi.corpus.xlsx.SheetComplaint;
import banshi.corpus.xlsx.WorkbookImport;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes an edited workbook back into the content (导入). */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Takes an edited workbook back into the content; nothing is written unless all of it is sound.")
final class ImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE.xlsx", description = "The workbook, as export wrote it and somebody edited it.")
    @SuppressWarnings("NullAway.Init") // required
    private Path workbook;

    @Option(names = "--content", paramLabel = "DIR", description = "The content folder. Default: corpus/content")
    private Path content = Path.of(System.getProperty("banshi.content", "corpus/content"));

    @Option(names = "--dry-run", description = "Says what would change and writes nothing.")
    private boolean dryRun;

    @Option(
            names = "--skip-bad",
            paramLabel = "REFUSED.xlsx",
            description =
                    "Leaves out rows that are wrong, writes them to this file with the reasons, and imports the rest.")
    private @Nullable Path refused;

    /** For picocli. */
    ImportCommand() {}

    @Override
    public Integer call() {
        if (!Files.isDirectory(content))
            throw new CannotStart("没有内容目录 " + content.toAbsolutePath() + "，请用 --content 指定");
        if (!Files.isRegularFile(workbook)) throw new CannotStart("没有文件 " + workbook.toAbsolutePath());
        if (refused != null
                && refused.toAbsolutePath()
                        .normalize()
                        .equals(workbook.toAbsolutePath().normalize()))
            throw new CannotStart("--skip-bad 的文件不能就是要导入的文件");
        var plan = WorkbookImport.of(workbook, content, LocalDate.now(Banshi.CLOCK), refused != null);
        var out = spec.commandLine().getOut();
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
