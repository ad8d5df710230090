package banshi.eval.peers;

import banshi.eval.figures.PagePart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How all peers did in one run (对照结果表), as Markdown and for other programs.
 *
 * @param release the id of ours
 * @param taught how many questions were learned
 * @param machine on what it ran
 */
public record Standings(String release, int taught, int asked, Machine machine, List<Standing> all) {
    /** The place of the table in a page. */
    public static final PagePart PART =
            new PagePart("<!-- peers: written by ./banshi peers, do not edit -->", "<!-- end of peers -->");

    private static final List<String> METRICS = List.of("forced-top1", "forced-top1-matter", "forced-top1-aspect");
    private static final List<Double> SHARES = List.of(.5, .95, .99);
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Standings {
        all = List.copyOf(all);
    }

    /**
     * What it ran on, and how busy that was (评测环境).
     *
     * @param loadBefore how many threads wanted to run in the minute before it began; negative where the system does not tell
     * @param loadAfter the same of its last minute, its own load included
     */
    public record Machine(int cores, double loadBefore, double loadAfter) {}

    /** Tables of accuracy and latency, and what was not measured and why; ends with a line break. */
    public String markdown() {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "release %s; %,d questions taught, %,d asked, each once by one caller; %d cores, load %.1f before and %.1f at the"
                        + " end%n%n",
                release,
                taught,
                asked,
                machine.cores(),
                machine.loadBefore(),
                machine.loadAfter()));
        text.append("| system 对照系统 | matter and aspect | matter | aspect | only ours right | only it right | p |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        for (var one : measured()) text.append(accuracyRow(one));
        text.append("\n| system 对照系统 | p50 | p95 | p99 | ready after | × ours (p50 / p95 / p99) |");
        text.append(" × ours over HTTP |\n|---|---|---|---|---|---|---|\n");
        for (var one : measured()) text.append(latencyRow(one));
        text.append("\n");
        for (var one : all) text.append("- ").append(line(one)).append("\n");
        return text.toString();
    }

    private String accuracyRow(Standing.Measured one) {
        var row = new StringBuilder("| ").append(one.name());
        for (var metric : METRICS) row.append(" | ").append(share(one, metric));
        var ours = ours().filter(o -> !o.name().equals(one.name())).map(o -> o.against(one));
        row.append(" | ").append(ours.map(m -> String.valueOf(m.onlyFirst())).orElse(""));
        row.append(" | ").append(ours.map(m -> String.valueOf(m.onlySecond())).orElse(""));
        row.append(" | ").append(ours.map(m -> p(m.p())).orElse(""));
        return row.append(" |\n").toString();
    }

    private static String share(Standing.Measured one, String metric) {
        return one.measured()
                .figure(metric, "all")
                .map(f -> String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", f.value(), f.low(), f.high()))
                .orElse("");
    }

    private String latencyRow(Standing.Measured one) {
        var row = new StringBuilder("| ").append(one.name());
        for (double share : SHARES)
            row.append(String.format(Locale.ROOT, " | %.3f ms", one.latency().millis(share)));
        row.append(String.format(Locale.ROOT, " | %.1f s", one.learned().toMillis() / 1000.0));
        row.append(" | ")
                .append(ratios(one, ours().orElse(null)))
                .append(" | ")
                .append(ratios(one, oursOverHttp().orElse(null)));
        return row.append(" |\n").toString();
    }

    /** At each percentile, as {@code 5.1 / 6.0 / 7.2}. */
    private static String ratios(Standing.Measured one, Standing.@Nullable Measured ours) {
        if (ours == null || ours.name().equals(one.name())) return "";
        return SHARES.stream()
                .map(s -> String.format(Locale.ROOT, "%.2f", one.timesAsLongAs(ours, s)))
                .collect(Collectors.joining(" / "));
    }

    private static String line(Standing standing) {
        return switch (standing) {
            case Standing.Measured m -> m.name() + ": " + m.about();
            case Standing.NotMeasured n ->
                n.name() + ": " + n.about() + " — not measured: " + n.why().replaceAll("\\s*\\R\\s*", " ⏎ ");
        };
    }

    private static String p(double p) {
        return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }

    /** For other programs; ends with a line break. */
    public String json() {
        var report = new LinkedHashMap<String, Object>();
        report.put("release", release);
        report.put("taught", taught);
        report.put("asked", asked);
        report.put("machine", machine);
        report.put("peers", all.stream().map(this::map).toList());
        return MAPPER.writeValueAsString(report) + "\n";
    }

    private Map<String, Object> map(Standing standing) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", standing.name());
        map.put("about", standing.about());
        switch (standing) {
            case Standing.Measured m -> {
                map.put("readySeconds", m.learned().toMillis() / 1000.0);
                for (var metric : METRICS) m.measured().figure(metric, "all").ifPresent(f -> map.put(metric, f));
                for (double share : SHARES)
                    map.put(
                            "p" + Math.round(share * 100) + "Millis",
                            m.latency().millis(share));
                ours().filter(o -> !o.name().equals(m.name())).ifPresent(o -> {
                    var compared = o.against(m);
                    map.put("onlyOursRight", compared.onlyFirst());
                    map.put("onlyItRight", compared.onlySecond());
                    map.put("mcNemarP", compared.p());
                });
            }
            case Standing.NotMeasured n -> map.put("notMeasured", n.why());
        }
        return map;
    }

    /** Those that were asked everything. */
    public List<Standing.Measured> measured() {
        var measured = new ArrayList<Standing.Measured>();
        for (var one : all) if (one instanceof Standing.Measured m) measured.add(m);
        return measured;
    }

    Optional<Standing.Measured> ours() {
        return measured(OurPeer.NAME);
    }

    Optional<Standing.Measured> oursOverHttp() {
        return measured(OurHttpPeer.NAME);
    }

    Optional<Standing.Measured> measured(String name) {
        return measured().stream().filter(m -> m.name().equals(name)).findFirst();
    }
}
