package banshi.eval;

import banshi.assistant.cases.CaseReader;
import banshi.assistant.cases.CaseSet;
import banshi.assistant.cases.MalformedCases;
import banshi.eval.metrics.Group;
import banshi.eval.metrics.Latency;
import banshi.eval.metrics.Measurement;
import banshi.eval.report.AblationReport;
import banshi.eval.report.HtmlReport;
import banshi.eval.report.JsonReport;
import banshi.eval.report.Misses;
import banshi.eval.report.TextReport;
import banshi.eval.subject.About;
import banshi.eval.subject.AssistantRespondent;
import banshi.eval.subject.HttpRespondent;
import banshi.eval.subject.OpenedAssistant;
import banshi.eval.subject.Respondent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures how good the answers are (评测命令): {@code eval FILE…}. The figures go to standard output and depend on nothing but the
 * release and the files; times and progress go to standard error, and times onto the page. Exits 0, 1 where a figure misses its limit, or 2 where nothing
 * could be measured.
 */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how good the answers are, on evaluation files (JSONL: single, oos, dialogues, adversarial, situations, hotline).",
            "A METRIC is a name of the table, with its split after a colon where that is not all: precision:style:typo."
        })
public final class EvalCommand implements Callable<Integer> {
    private static final int MISSED_LIMIT = 1;

    private final OpenedAssistant.Opener opener;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "evaluation files")
    private List<Path> files = List.of();

    @Option(names = "--release", paramLabel = "DIR", description = "the compiled release to measure")
    private @Nullable Path release;

    @Option(names = "--url", paramLabel = "URL", description = "measure a running server, e.g. http://127.0.0.1:8080")
    private @Nullable URI url;

    @Option(names = "--day", description = "day on which the answers must be valid (default: the release's own)")
    private @Nullable LocalDate day;

    @Option(names = "--errors", paramLabel = "OUT", description = "write every miss with what was answered (JSONL)")
    private @Nullable Path errors;

    @Option(names = "--html", paramLabel = "OUT", description = "write a page with tables and plots")
    private @Nullable Path html;

    @Option(
            names = "--ablation",
            paramLabel = "FILE",
            description = "show what ./banshi ablation --json wrote on the page")
    private @Nullable Path ablation;

    @Option(names = "--json", paramLabel = "OUT", description = "write the figures for other programs")
    private @Nullable Path json;

    @Option(names = "--fail-under", paramLabel = "METRIC=VALUE", description = "exit 1 below this value; repeatable")
    private Map<String, Double> failUnder = Map.of();

    @Option(
            names = "--fail-over",
            paramLabel = "METRIC=VALUE",
            description = "exit 1 above this value, for metrics of which less is better; repeatable")
    private Map<String, Double> failOver = Map.of();

    /** Opens assistants in the given way. */
    public EvalCommand(OpenedAssistant.Opener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (url != null && (release != null || day != null))
            throw misuse("--url measures what the server has: --release and --day do not go with it");
        if (ablation != null && html == null) throw misuse("--ablation goes onto the page: give --html too");
        failUnder.keySet().forEach(metric -> requireKnown(metric, "--fail-under", false));
        failOver.keySet().forEach(metric -> requireKnown(metric, "--fail-over", true));
        try {
            var compared = ablation == null ? null : AblationReport.read(ablation);
            var run = run(CaseReader.read(files));
            var measured = run.measured();
            terminal().print(TextReport.of(measured));
            write(errors, Misses.of(measured));
            write(html, HtmlReport.of(measured, run.latency(), compared));
            write(json, JsonReport.of(measured));
            return missesALimit(measured) ? MISSED_LIMIT : CommandLine.ExitCode.OK;
        } catch (MalformedCases | IOException | UncheckedIOException e) {
            return terminal().failed(e);
        }
    }

    private Run run(CaseSet cases) throws IOException, InterruptedException {
        if (url == null) {
            var opened = opener.open(release);
            var respondent = new AssistantRespondent(
                    opened.assistant(), Optional.ofNullable(day).orElse(opened.day()), opened.inside());
            return run(cases, respondent, opened.about());
        }
        try (var server = server(url)) {
            return run(cases, server, server.about());
        } catch (java.net.ConnectException e) {
            throw new IOException(url + ": nobody answers there", e);
        }
    }

    private Run run(CaseSet cases, Respondent respondent, About about) throws IOException, InterruptedException {
        int all = cases.questions();
        var evaluation = new Evaluation(respondent, asked -> {
            if (asked % 500 == 0) err("asked " + asked + " of " + all);
        });
        var measured = evaluation.run(cases, about);
        var latency = evaluation.latency();
        if (all > 0)
            err(String.format(
                    Locale.ROOT,
                    "reply in ms, one caller, cold start included: p50 %.2f  p95 %.2f  p99 %.2f  (%d replies)",
                    latency.millis(.5),
                    latency.millis(.95),
                    latency.millis(.99),
                    all));
        return new Run(measured, latency);
    }

    private HttpRespondent server(URI address) {
        try {
            return new HttpRespondent(address);
        } catch (IllegalArgumentException e) {
            throw terminal().misuse(e);
        }
    }

    private boolean missesALimit(Measurement measured) {
        boolean missed = false;
        for (var limit : failUnder.entrySet()) missed |= misses(measured, limit.getKey(), limit.getValue(), false);
        for (var limit : failOver.entrySet()) missed |= misses(measured, limit.getKey(), limit.getValue(), true);
        return missed;
    }

    /** A figure that was not measured, or is not defined, misses its limit too: silence must not pass for success. */
    private boolean misses(Measurement measured, String metricAndSplit, double limit, boolean upper) {
        var figure = measured.figure(metric(metricAndSplit), split(metricAndSplit));
        if (figure.isEmpty() || !figure.get().isDefined()) {
            err(metricAndSplit + " was not measured by these files");
            return true;
        }
        double value = figure.get().value();
        if (upper ? value <= limit : value >= limit) return false;
        err(String.format(Locale.ROOT, "%s is %.4f, %s %s", metricAndSplit, value, upper ? "above" : "below", limit));
        return true;
    }

    private void requireKnown(String metricAndSplit, String option, boolean lessIsBetter) {
        var known = Measurement.definitions();
        var metric = known.stream()
                .filter(d -> d.metric().equals(metric(metricAndSplit)))
                .findFirst()
                .orElseThrow(() -> misuse("no metric is called " + metric(metricAndSplit) + "; there are: "
                        + known.stream().map(Measurement.Definition::metric).collect(Collectors.joining(", "))));
        if (metric.lessIsBetter() != lessIsBetter)
            throw misuse("of " + metric.metric() + (lessIsBetter ? " more" : " less") + " is better: give it to "
                    + (lessIsBetter ? "--fail-under" : "--fail-over") + ", not " + option);
    }

    private static String metric(String metricAndSplit) {
        int colon = metricAndSplit.indexOf(':');
        return colon < 0 ? metricAndSplit : metricAndSplit.substring(0, colon);
    }

    private static String split(String metricAndSplit) {
        int colon = metricAndSplit.indexOf(':');
        return colon < 0 ? Group.ALL : metricAndSplit.substring(colon + 1);
    }

    private static void write(@Nullable Path file, String text) throws IOException {
        if (file != null) Files.writeString(file, text);
    }

    private void err(String text) {
        terminal().say(text);
    }

    private CommandLine.ParameterException misuse(String what) {
        return terminal().misuse(what);
    }

    private Terminal terminal() {
        return Terminal.of(spec);
    }

    /** What came of it, and how long it took. */
    private record Run(Measurement measured, Latency latency) {}
}
