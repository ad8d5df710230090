package banshi.eval.graph;

import static banshi.eval.speed.Table.cell;

import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.yaml.ContentJson;
import banshi.eval.files.Scratch;
import banshi.eval.metrics.Latency;
import banshi.eval.speed.Part;
import banshi.eval.speed.Section;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import banshi.graph.Circumstances;
import banshi.graph.KnowledgeGraph;
import banshi.graph.neo4j.Neo4jGraphStore;
import banshi.graph.neo4j.Neo4jSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/** How long a release takes into Neo4j and out of it, and a case in memory (图谱测速). */
public final class GraphPart implements Part {
    private static final int MANY = 10_000;
    private static final int WARM = 5;
    private static final int CASES = 20_000;
    private static final double MOST_SECONDS = 5;
    private static final double MOST_SECONDS_OF_MANY = 60;
    private static final double MOST_MICROS = 20;

    /** Seconds for each. */
    record Published(int matters, double first, double warm, double loaded, double many) {}

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public String about() {
        return "a release, and ten thousand matters, into Neo4j; materials and the next question of a case in memory";
    }

    @Override
    public List<Section> measure(Setting setting) throws IOException {
        var release = setting.requiredRelease();
        var launcher = setting.requiredLauncher().toAbsolutePath();
        var content = ContentJson.mapper().readValue(release.resolve("content.json"), Content.class);
        setting.progress().accept("asking the graph in memory");
        var inMemory = cases(content, setting);
        setting.progress().accept("starting Neo4j");
        try (var scratch = Scratch.create("graph");
                var neo4j = Neo4jChild.start(launcher.resolveSibling("knowledge-graph"), scratch.folder());
                var store = Neo4jGraphStore.at(new Neo4jSettings(neo4j.uri(), null, null))) {
            return List.of(section(published(content, store, setting)), section(inMemory));
        }
    }

    private static Published published(Content content, Neo4jGraphStore store, Setting setting) {
        setting.progress().accept("publishing " + content.matters().size() + " matters");
        double first = seconds(() -> store.publish("first", content.matters(), content.bundles()));
        var warm = new double[WARM];
        for (int i = 0; i < WARM; i++) {
            var name = "warm-" + i;
            warm[i] = seconds(() -> store.publish(name, content.matters(), content.bundles()));
        }
        Arrays.sort(warm);
        double loaded = seconds(() -> store.load("first"));
        setting.progress().accept(String.format(Locale.ROOT, "publishing %,d matters", MANY));
        var many = copies(content.matters(), MANY);
        return new Published(
                content.matters().size(),
                first,
                warm[WARM / 2],
                loaded,
                seconds(() -> store.publish("many", many, content.bundles())));
    }

    private static double seconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    /** As many matters, each a copy of a published one with an id of its own, which names its fellow copies. */
    static List<Matter> copies(List<Matter> matters, int count) {
        var copies = new ArrayList<Matter>(count);
        for (int i = 0; i < count; i++) {
            var suffix = "-" + i / matters.size();
            var copy = ContentJson.mapper().<ObjectNode>valueToTree(matters.get(i % matters.size()));
            rename(copy, "id", suffix);
            copy.path("neighbours").forEach(n -> rename((ObjectNode) n, "matter", suffix));
            copy.path("outcomes").forEach(o -> rename((ObjectNode) o, "redirect", suffix));
            copies.add(ContentJson.mapper().treeToValue(copy, Matter.class));
        }
        return copies;
    }

    private static void rename(ObjectNode record, String field, String suffix) {
        if (record.has(field)) record.put(field, record.path(field).stringValue() + suffix);
    }

    /** A case at random, half of it known, after another: what it needs, and what to ask next. */
    private static Latency cases(Content content, Setting setting) {
        var graph = KnowledgeGraph.compile(content);
        var random = new Random(7);
        var matters = new Matter[CASES];
        var known = new Circumstances[CASES];
        for (int i = 0; i < CASES; i++) {
            matters[i] = content.matters().get(random.nextInt(content.matters().size()));
            known[i] = half(matters[i], random);
        }
        long begin = System.nanoTime();
        for (int i = 0; System.nanoTime() - begin < setting.warmup().toNanos(); i = (i + 1) % CASES)
            work(graph, matters[i], known[i]);
        var nanos = new long[CASES];
        for (int i = 0; i < CASES; i++) {
            long from = System.nanoTime();
            work(graph, matters[i], known[i]);
            nanos[i] = System.nanoTime() - from;
        }
        return Latency.of(nanos);
    }

    private static Circumstances half(Matter matter, Random random) {
        var known = Circumstances.NONE;
        for (var situation : matter.situations())
            if (random.nextBoolean()) {
                var options = situation.options();
                known = known.and(
                        situation.id(),
                        options.get(random.nextInt(options.size())).id());
            }
        return known;
    }

    private static void work(KnowledgeGraph graph, Matter matter, Circumstances known) {
        // the results are large objects that are looked at nowhere: they cannot be optimised away across two calls of
        // that size
        graph.requirements(matter.id(), known);
        var _ = graph.nextQuestion(matter.id(), known, null);
    }

    static Section section(Published p) {
        return new Section(
                "图数据库 Neo4j",
                String.format(
                        Locale.ROOT,
                        "The release's matters and bundles over Bolt into a Neo4j on this machine: right after its start, then the"
                                + " median of %d further releases beside the first; back; then %,d matters, copies of the"
                                + " release's own in full.",
                        WARM,
                        MANY),
                new Table(
                        List.of("matters", "first s", "warm s", "loaded s", "10,000 s"),
                        List.of(List.of(
                                cell(p.matters(), 0),
                                cell(p.first(), 2),
                                cell(p.warm(), 2),
                                cell(p.loaded(), 2),
                                cell(p.many(), 1)))),
                List.of(
                        target("the release published in 5 s by a Neo4j that has been at work", p.warm(), MOST_SECONDS),
                        target("10,000 matters published in 60 s", p.many(), MOST_SECONDS_OF_MANY)),
                List.of());
    }

    private static Target target(String asked, double seconds, double most) {
        return new Target(asked, String.format(Locale.ROOT, "%.1f s", seconds), seconds <= most);
    }

    static Section section(Latency cases) {
        double p99 = 1000 * cases.millis(.99);
        return new Section(
                "一案 A case",
                "What a case needs and what to ask next, in memory, one caller: random cases of random matters, half of each known.",
                new Table(
                        List.of("cases", "p50 µs", "p99 µs"),
                        List.of(List.of(cell(cases.replies(), 0), cell(1000 * cases.millis(.5), 1), cell(p99, 1)))),
                List.of(new Target(
                        "p99 of both at most 20 µs", String.format(Locale.ROOT, "%.1f µs", p99), p99 <= MOST_MICROS)),
                List.of());
    }
}
