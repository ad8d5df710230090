package banshi.eval.peers;

import static banshi.eval.speed.Table.cell;

import banshi.assistant.cases.MalformedCases;
import banshi.assistant.metrics.Figure;
import banshi.eval.speed.Part;
import banshi.eval.speed.Picture;
import banshi.eval.speed.Section;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import banshi.eval.subject.OpenedAssistant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Others on the same questions, for accuracy and speed (对照系统); {@code ./banshi peers} tells more of them. */
public final class PeersPart implements Part {
    private static final Duration PER_NETWORK = Duration.ofMinutes(2);
    private static final double OPENSEARCH_TIMES = 5;
    private static final double TRIGRAM_TIMES = 50;

    /** For the command. */
    public PeersPart() {}

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public String about() {
        return "NLP.js, OpenSearch, PostgreSQL's trigrams on the same questions; some ten minutes";
    }

    @Override
    public List<Section> measure(Setting setting) throws IOException, InterruptedException {
        var launcher = setting.requiredLauncher();
        if (setting.questions() == null)
            throw new IllegalArgumentException("no questions to compare answers to: give --questions DIR");
        var work = Path.of("eval", "target", "peers");
        var parent = launcher.toAbsolutePath().getParent();
        var comparison = new Comparison(
                OpenedAssistant::open,
                setting.requiredRelease(),
                setting.questions(),
                parent == null ? work : parent.resolve(work),
                launcher,
                PER_NETWORK);
        try {
            return List.of(section(comparison.run(List.of(), setting.progress())));
        } catch (MalformedCases e) {
            throw new IllegalArgumentException(String.join("; ", e.problems()), e);
        }
    }

    static Section section(Standings standings) {
        var rows = new ArrayList<List<Table.Cell>>();
        var bars = new ArrayList<Picture.Row>();
        for (var standing : standings.all()) {
            switch (standing) {
                case Standing.Measured m -> {
                    rows.add(List.of(
                            cell(m.name()),
                            cell(joint(m), 3),
                            cell(m.latency().millis(.5), 3),
                            cell(m.latency().millis(.95), 3),
                            cell(m.latency().millis(.99), 3),
                            cell(m.learned().toMillis() / 1000.0, 1)));
                    bars.add(new Picture.Row(m.name(), List.of(joint(m))));
                }
                case Standing.NotMeasured n ->
                    rows.add(List.of(
                            cell(n.name() + " (not measured: " + firstLine(n.why()) + ")"),
                            cell(Double.NaN, 3),
                            cell(Double.NaN, 3),
                            cell(Double.NaN, 3),
                            cell(Double.NaN, 3),
                            cell(Double.NaN, 1)));
            }
        }
        return new Section(
                "对照系统 Peers",
                standings.taught() + " questions taught, " + standings.asked()
                        + " asked, one caller; forced top-1 of matter and aspect",
                new Table(List.of("system", "top-1", "p50 ms", "p95 ms", "p99 ms", "ready s"), rows),
                targets(standings),
                List.of(new Picture.Bars(
                        "peers-accuracy",
                        "正确率 Accuracy",
                        "forced top-1 of matter and aspect",
                        "",
                        List.of("top-1"),
                        bars)));
    }

    private static List<Target> targets(Standings standings) {
        var targets = new ArrayList<Target>();
        var ours = standings.ours();
        if (ours.isEmpty()) return targets;
        for (var standing : standings.all()) {
            if (!(standing instanceof Standing.Measured other)
                    || other.name().equals(OurPeer.NAME)
                    || other.name().equals(OurHttpPeer.NAME)) continue;
            var compared = ours.get().against(other);
            targets.add(new Target(
                    "more accurate than " + other.name(),
                    String.format(
                            Locale.ROOT, "%.3f against %.3f, p %.4f", joint(ours.get()), joint(other), compared.p()),
                    joint(ours.get()) > joint(other)));
        }
        standings
                .oursOverHttp()
                .ifPresent(http -> standings
                        .measured("opensearch")
                        .ifPresent(o -> targets.add(faster(o, http, OPENSEARCH_TIMES, "over HTTP"))));
        standings.measured("pg_trgm").ifPresent(p -> targets.add(faster(p, ours.get(), TRIGRAM_TIMES, "in process")));
        return targets;
    }

    private static Target faster(Standing.Measured other, Standing.Measured ours, double times, String how) {
        double measured = other.timesAsLongAs(ours, .5);
        return new Target(
                String.format(Locale.ROOT, "at least %.0f times as fast as %s, %s, p50", times, other.name(), how),
                String.format(Locale.ROOT, "%.1f times", measured),
                measured >= times);
    }

    private static double joint(Standing.Measured one) {
        return one.measured().figure("forced-top1", "all").map(Figure::value).orElse(Double.NaN);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
