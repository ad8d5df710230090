package banshi.channels.app;

import banshi.corpus.Content;
import banshi.corpus.statistics.Unsure;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.Complaint;
import banshi.corpus.yaml.ContentReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says all that is wrong with content (检查内容). */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks content files; prints file:line:column of everything that is wrong.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The content folder. Default: corpus/content")
    private @Nullable Path folder;

    @Option(names = "--unsure", description = "Lists the facts that nobody has confirmed yet as well.")
    private boolean unsure;

    /** For picocli. */
    CheckCommand() {}

    @Override
    public Integer call() {
        var root = root(folder);
        return switch (ContentReader.read(root, LocalDate.now(Banshi.CLOCK))) {
            case CheckedContent.Sound sound -> {
                if (unsure) print(unsure(sound.content()));
                print(lines(sound.complaints()) + summary(sound.content()) + warnings(sound.complaints()) + "\n");
                yield 0;
            }
            case CheckedContent.Faulty faulty -> {
                print(report(new FaultyContent(root, faulty.complaints())));
                yield 1;
            }
        };
    }

    /**
     * The content folder that was asked for, or the usual one.
     *
     * @throws CannotStart if it is none
     */
    static Path root(@Nullable Path folder) {
        var root = folder != null ? folder : new Places().content();
        if (!Files.isDirectory(root)) throw new CannotStart("没有内容目录 " + root.toAbsolutePath());
        return root;
    }

    /** A fact on each line, as matter, field and words between tabs, for a table is made of them. */
    private static String unsure(Content content) {
        return Unsure.of(content).stream()
                .map(u -> u.matter() + "\t" + u.field() + "\t" + u.text() + "\n")
                .collect(Collectors.joining());
    }

    /** Every complaint on a line of its own, then how many there are. */
    static String report(FaultyContent faulty) {
        long errors = faulty.complaints().stream()
                .filter(c -> c.severity() == Complaint.Severity.ERROR)
                .count();
        return lines(faulty.complaints()) + "banshi: " + faulty.getMessage() + "：" + errors + " 处要改"
                + warnings(faulty.complaints()) + "\n";
    }

    private static String lines(List<Complaint> complaints) {
        var text = new StringBuilder();
        for (var complaint : complaints) text.append(complaint).append('\n');
        return text.toString();
    }

    static String summary(Content content) {
        return content.matters().size() + " 个事项、" + content.templates().size() + " 条模板、"
                + content.phrasings().size() + " 句问法、" + content.topics().size() + " 个话题：没有错误";
    }

    private static String warnings(List<Complaint> complaints) {
        long warnings = complaints.stream()
                .filter(c -> c.severity() == Complaint.Severity.WARNING)
                .count();
        return warnings == 0 ? "" : "，" + warnings + " 条提醒";
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }
}
