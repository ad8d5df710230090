package banshi.channels.app;

import banshi.corpus.xlsx.ContentWorkbook;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes all content into one workbook (导出). */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes the content into one workbook that can be edited with Excel or WPS.")
final class ExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE.xlsx", description = "The workbook; one that is there is replaced.")
    @SuppressWarnings("NullAway.Init") // required
    private Path workbook;

    @Option(names = "--content", paramLabel = "DIR", description = "The content folder. Default: corpus/content")
    private Path content = Path.of(System.getProperty("banshi.content", "corpus/content"));

    /** For picocli. */
    ExportCommand() {}

    @Override
    public Integer call() {
        if (!Files.isDirectory(content))
            throw new CannotStart("没有内容目录 " + content.toAbsolutePath() + "，请用 --content 指定");
        if (!workbook.toString().endsWith(".xlsx")) throw new CannotStart("文件名要以 .xlsx 结尾，这里是 " + workbook);
        var folder = workbook.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) throw new CannotStart("没有文件夹 " + folder + "，请先建好");
        Knowledge.check(content, LocalDate.now(Banshi.CLOCK));
        try {
            int rows = ContentWorkbook.write(content, workbook);
            spec.commandLine().getOut().println("已导出 " + rows + " 行到 " + workbook);
            return 0;
        } catch (UncheckedIOException e) {
            throw new CannotStart("写不了 " + workbook + "（它可能正在 Excel 里打开着）", e);
        }
    }
}
