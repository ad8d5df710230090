package banshi.eval.bench;

import static banshi.eval.speed.Table.cell;

import banshi.eval.speed.Part;
import banshi.eval.speed.Picture;
import banshi.eval.speed.Section;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** What each step of a reply costs in process (各环节耗时). */
public final class StagesPart implements Part {
    private static final String BENCHMARK = "StageBenchmark.";

    /** In the order of a reply. */
    private static final List<String> ORDER = List.of(
            "normalise",
            "readByWords",
            "sentenceVector",
            "readByMeaning",
            "understand",
            "decideAndCompose",
            "searchPassages",
            "replyToTheMix",
            "replyToAKnownQuestion",
            "replyToANewQuestion",
            "replyToAFirstTurn",
            "replyToAFollowUp");

    private static final double REPLY_P50 = 300;
    private static final double REPLY_P99_SHARE = 1.3;
    private static final double FOLLOW_UP_SHARE = 1.2;

    @Override
    public String name() {
        return "stages";
    }

    @Override
    public String about() {
        return "each step of a reply and the whole, in process (JMH)";
    }

    @Override
    public List<Section> measure(Setting setting) {
        var params = new LinkedHashMap<String, String>();
        if (setting.release() != null) params.put("release", setting.release().toString());
        if (setting.questions() != null)
            params.put("questions", setting.questions().toString());
        setting.progress().accept("timing the steps of a reply");
        var timings = Harness.run(
                new Harness.Plan(setting.only(), setting.forks(), setting.warmup(), setting.measured(), params));
        return List.of(section(timings, setting));
    }

    static Section section(List<Harness.Timing> measured, Setting setting) {
        var timings = measured.stream()
                .sorted(Comparator.comparingInt(t -> place(step(t))))
                .toList();
        return new Section(
                "各环节耗时 Stages in process, one caller",
                (setting.questions() == null
                                ? "The mix: published phrasings with a word in front."
                                : "The mix: the evaluation questions about our matters, which no content has seen.")
                        + " readByMeaning is without the sentence vector; searchPassages asks for ten. "
                        + (setting.forks() == 0 ? "All in one JVM, one after another." : "Each in a fresh JVM."),
                table(timings),
                targets(timings),
                List.of(picture(timings)));
    }

    private static Table table(List<Harness.Timing> timings) {
        var rows = new ArrayList<List<Table.Cell>>();
        for (var t : timings)
            rows.add(List.of(
                    cell(step(t)),
                    cell(t.p50(), 1),
                    cell(t.p95(), 1),
                    cell(t.p99(), 1),
                    cell(t.mean(), 1),
                    cell(t.bytes(), 0),
                    cell((double) t.samples(), 0)));
        return new Table(List.of("step", "p50 µs", "p95 µs", "p99 µs", "mean µs", "B/op", "samples"), rows);
    }

    private static List<Target> targets(List<Harness.Timing> timings) {
        var byStep = new LinkedHashMap<String, Harness.Timing>();
        timings.forEach(t -> byStep.put(step(t), t));
        var targets = new ArrayList<Target>();
        var reply = byStep.get("replyToTheMix");
        if (reply != null)
            targets.add(
                    new Target("reply to the mix, p50 at most 0.3 ms", millis(reply.p50()), reply.p50() <= REPLY_P50));
        var vector = byStep.get("sentenceVector");
        var search = byStep.get("searchPassages");
        if (reply != null && vector != null && search != null) {
            double most = REPLY_P99_SHARE * (vector.p99() + search.p99());
            targets.add(new Target(
                    "reply to the mix, p99 at most 1.3 × (vector + search) = " + millis(most),
                    millis(reply.p99()),
                    reply.p99() <= most));
        }
        var first = byStep.get("replyToAFirstTurn");
        var next = byStep.get("replyToAFollowUp");
        if (first != null && next != null)
            targets.add(new Target(
                    "a follow-up at most 1.2 × a first turn = " + millis(FOLLOW_UP_SHARE * first.mean())
                            + " on average",
                    millis(next.mean()),
                    next.mean() <= FOLLOW_UP_SHARE * first.mean()));
        return targets;
    }

    private static Picture picture(List<Harness.Timing> timings) {
        return new Picture.Bars(
                "stages",
                "各环节耗时 Steps of a reply",
                "微秒。Microseconds of one call.",
                "µs",
                List.of("p50", "p99"),
                timings.stream()
                        .map(t -> new Picture.Row(step(t), List.of(t.p50(), t.p99())))
                        .toList());
    }

    private static int place(String step) {
        int place = ORDER.indexOf(step);
        return place < 0 ? ORDER.size() : place;
    }

    /** The benchmark's name without its class, if it is of the stages, and without its parameters. */
    private static String step(Harness.Timing timing) {
        var name = timing.benchmark();
        int parameters = name.indexOf('[');
        if (parameters >= 0) name = name.substring(0, parameters);
        return name.startsWith(BENCHMARK) ? name.substring(BENCHMARK.length()) : name;
    }

    private static String millis(double micros) {
        return String.format(Locale.ROOT, "%.3f ms", micros / 1000);
    }
}
