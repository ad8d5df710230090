package banshi.channels.app;

import banshi.corpus.Content;
import banshi.corpus.Phrasing;
import banshi.corpus.statistics.CorpusStatistics;
import banshi.corpus.statistics.Variety;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the corpus consists of (语料统计). */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        description = "Tells what the corpus consists of.",
        subcommands = CorpusCommand.Stats.class)
final class CorpusCommand {
    /** For picocli. */
    CorpusCommand() {}

    /** The tables. */
    @Command(
            name = "stats",
            mixinStandardHelpOptions = true,
            description = "Counts matters, templates, questions, unsure facts and what expires; measures variety.")
    static final class Stats implements Callable<Integer> {
        private static final int NAME_WIDTH = 24;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Parameters(arity = "0..1", paramLabel = "DIR", description = "The content folder. Default: corpus/content")
        private @Nullable Path folder;

        /** For picocli. */
        Stats() {}

        @Override
        public Integer call() {
            var root = CheckCommand.root(folder);
            var today = LocalDate.now(Banshi.CLOCK);
            print(spec.commandLine().getOut(), Knowledge.check(root, today), today);
            return 0;
        }

        private static void print(PrintWriter out, Content content, LocalDate today) {
            var statistics = CorpusStatistics.of(content, today);
            table(out, "类别", statistics.byCategory(), statistics.total());
            out.println();
            table(out, "要素", statistics.byAspect(), null);
            var variety = Variety.of(content);
            out.println();
            out.printf(
                    "另有：易混问法 %d 对，情形说法 %d 句，话题 %d 个，一件事 %d 个，词条 %d 个%n",
                    content.pairs().size(),
                    content.tellings().size(),
                    content.topics().size(),
                    content.bundles().size(),
                    content.terms().size());
            out.printf("问法：去掉事项名称后雷同的 %.1f%%%n", 100 * variety.sameButForNames());
            out.printf("      最多的开头“%s”占 %.1f%%%n", variety.opening(), 100 * variety.openingShare());
            out.printf("      同事项同要素里，离最近一句的编辑距离平均 %.2f%n", variety.nearest());
            out.printf("      说法：%s%n", styles(variety.styles()));
            out.flush();
        }

        private static void table(
                PrintWriter out, String first, List<CorpusStatistics.Row> rows, CorpusStatistics.@Nullable Row total) {
            out.println(padded(first) + "   事项   模板     问法   存疑   快过期");
            rows.forEach(row -> line(out, row));
            if (total != null) line(out, total);
        }

        private static void line(PrintWriter out, CorpusStatistics.Row row) {
            out.printf(
                    "%s %6d %6d %8d %6d %8d%n",
                    padded(row.name()), row.matters(), row.templates(), row.questions(), row.unsure(), row.expiring());
        }

        /** A Chinese character is two columns wide on a terminal. */
        private static String padded(String name) {
            int width = name.codePoints().map(c -> c < 0x2E80 ? 1 : 2).sum();
            return name + " ".repeat(Math.max(0, NAME_WIDTH - width));
        }

        private static String styles(Map<Phrasing.Style, Double> styles) {
            return styles.entrySet().stream()
                    .sorted(Map.Entry.<Phrasing.Style, Double>comparingByValue(Comparator.reverseOrder()))
                    .map(e -> "%s %.0f%%"
                            .formatted(e.getKey().name().toLowerCase(java.util.Locale.ROOT), 100 * e.getValue()))
                    .collect(Collectors.joining("，"));
        }
    }
}
