package banshi.eval.growth;

import static banshi.eval.speed.Table.cell;

import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.LucenePassageSearch;
import banshi.assistant.retrieval.PassageVectors;
import banshi.corpus.Content;
import banshi.corpus.Phrasing;
import banshi.corpus.yaml.ContentJson;
import banshi.eval.files.Scratch;
import banshi.eval.metrics.Latency;
import banshi.eval.speed.Part;
import banshi.eval.speed.Picture;
import banshi.eval.speed.Section;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import banshi.eval.subject.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the passage search and of the vectors when a release has a thousand times as many passages (增长测试). The reading
 * by words does not grow with them: it weighs classes, not passages, and learning from a million would take hours.
 *
 * <p>Needs no more heap than a server: the index is memory-mapped, and passages are made one at a time.
 */
public final class GrowthPart implements Part {
    private static final int HITS = 10;
    /** Beyond it brute force is not what one would use, and the vectors alone would take gigabytes. */
    private static final int MOST_VECTORS = 100_000;
    /** Of which the vectors are repetitions: brute force does the same work whatever the numbers are. */
    private static final int DISTINCT_VECTORS = 1_000;

    private static final double MOST_TIMES = 4;

    /** What one size gave; vectors are null where there are too many. */
    record Grown(
            int passages,
            Duration built,
            double megabytes,
            Latency search,
            @Nullable Latency vectors) {}

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String about() {
        return "the passage search with a thousand, a hundred thousand, a million passages";
    }

    @Override
    public List<Section> measure(Setting setting) throws IOException {
        var release = setting.requiredRelease();
        var content = ContentJson.mapper().readValue(release.resolve("content.json"), Content.class);
        var reader = new Reader(content.terms());
        var phrasings = content.phrasings().stream().map(Phrasing::text).toList();
        var asked = setting.questions() == null
                ? Asked.published(content).stream().map(t -> "我家里人问起，" + t).toList()
                : Asked.in(setting.questions());
        var questions = asked.stream().map(reader::read).toList();
        var some = someVectors(release);
        var grown = new ArrayList<Grown>();
        for (int size : setting.sizes()) {
            setting.progress().accept(String.format(Locale.ROOT, "growing to %,d passages", size));
            grown.add(grown(new GrownPassages(reader, phrasings, size), questions, some, setting));
        }
        return List.of(section(grown, questions.size()));
    }

    private static Grown grown(GrownPassages passages, List<Question> questions, float[][] some, Setting setting)
            throws IOException {
        try (var scratch = Scratch.create("growth")) {
            var folder = scratch.folder();
            long begin = System.nanoTime();
            LucenePassageSearch.write(folder, passages);
            var built = Duration.ofNanos(System.nanoTime() - begin);
            try (var search = LucenePassageSearch.open(folder)) {
                return new Grown(
                        passages.size(),
                        built,
                        bytes(folder) / 1e6,
                        timed(i -> search.search(questions.get(i % questions.size()), HITS), questions.size(), setting),
                        passages.size() > MOST_VECTORS ? null : vectors(passages.size(), some, setting));
            }
        }
    }

    private static Latency vectors(int passages, float[][] some, Setting setting) {
        var all = new float[passages][];
        for (int i = 0; i < passages; i++) all[i] = some[i % some.length];
        var vectors = new PassageVectors(all);
        return timed(i -> vectors.cosines(some[i % some.length]), some.length, setting);
    }

    private static float[][] someVectors(Path release) {
        var vectors = PassageVectors.read(release.resolve("vectors.bin"));
        int count = Math.min(DISTINCT_VECTORS, vectors.size());
        var some = new float[count][];
        for (int i = 0; i < count; i++) some[i] = vectors.vector((int) ((long) i * vectors.size() / count));
        return some;
    }

    /** One call after another, after the warm-up, until each question had its turn and the time is over. */
    private static Latency timed(IntConsumer call, int questions, Setting setting) {
        long begin = System.nanoTime();
        for (int i = 0; System.nanoTime() - begin < setting.warmup().toNanos(); i++) call.accept(i);
        var nanos = new long[questions];
        long from = System.nanoTime();
        int count = 0;
        for (long last = from;
                count < questions || last - from < setting.measured().toNanos(); ) {
            call.accept(count);
            long now = System.nanoTime();
            if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
            nanos[count++] = now - last;
            last = now;
        }
        return Latency.of(Arrays.copyOf(nanos, count));
    }

    static Section section(List<Grown> grown, int questions) {
        var rows = new ArrayList<List<Table.Cell>>();
        for (var g : grown)
            rows.add(List.of(
                    cell(g.passages(), 0),
                    cell(g.built().toMillis() / 1e3, 1),
                    cell(g.megabytes(), 1),
                    cell(1000 * g.search().millis(.5), 0),
                    cell(1000 * g.search().millis(.95), 0),
                    cell(1000 * g.search().millis(.99), 0),
                    micros(g.vectors(), .5),
                    micros(g.vectors(), .99)));
        return new Section(
                "增长 Growth",
                String.format(
                        Locale.ROOT,
                        "Search for the best ten, %,d questions in turn, one caller. Passages beyond the release's own are its"
                                + " phrasings with places and persons in front. Vectors by brute force, up to %,d.",
                        questions,
                        MOST_VECTORS),
                new Table(
                        List.of(
                                "passages",
                                "index built s",
                                "index MB",
                                "search p50 µs",
                                "p95 µs",
                                "p99 µs",
                                "vectors p50 µs",
                                "vectors p99 µs"),
                        rows),
                targets(grown),
                List.of(new Picture.Curves(
                        "growth",
                        "增长 Growth",
                        "检索耗时随片段数增长。Time of a search against the number of passages.",
                        "片段 passages",
                        "µs",
                        List.of(
                                curve("search p50", grown, .5),
                                curve("search p99", grown, .99),
                                new Picture.Curve(
                                        "vectors p50",
                                        grown.stream()
                                                .filter(g -> g.vectors() != null)
                                                .map(g -> new Picture.Point(g.passages(), value(g.vectors(), .5)))
                                                .toList())))));
    }

    private static List<Target> targets(List<Grown> grown) {
        if (grown.size() < 2) return List.of();
        var small = grown.getFirst();
        var large = grown.getLast();
        double times = large.search().millis(.99) / small.search().millis(.99);
        return List.of(new Target(
                String.format(
                        Locale.ROOT,
                        "search p99 with %,d passages at most 4 × that with %,d",
                        large.passages(),
                        small.passages()),
                String.format(Locale.ROOT, "%.1f ×", times),
                times <= MOST_TIMES));
    }

    private static Picture.Curve curve(String name, List<Grown> grown, double share) {
        return new Picture.Curve(
                name,
                grown.stream()
                        .map(g -> new Picture.Point(g.passages(), value(g.search(), share)))
                        .toList());
    }

    private static Table.Cell micros(@Nullable Latency latency, double share) {
        return cell(value(latency, share), 0);
    }

    private static double value(@Nullable Latency latency, double share) {
        return latency == null ? Double.NaN : 1000 * latency.millis(share);
    }

    private static long bytes(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            long bytes = 0;
            for (var file : files.toList()) bytes += Files.size(file);
            return bytes;
        }
    }
}
