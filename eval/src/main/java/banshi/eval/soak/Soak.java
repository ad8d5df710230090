package banshi.eval.soak;

import banshi.eval.files.Scratch;
import banshi.eval.load.ServerMetrics;
import banshi.eval.load.ServerProcess;
import banshi.eval.metrics.Latency;
import banshi.eval.soak.Wire.Unexpected;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a server did under a long mixed load (长稳测试结果).
 *
 * @param lasted from the first visit to the end of the last
 * @param visits that were made
 * @param latencies of what was as it should be, by kind
 * @param troubles what should not have happened, and how often
 * @param refusals told to who asked too often, as was intended
 * @param drops posts of WeChat's that had no answer within five seconds and were made again
 * @param acknowledged turns, opinions and ratings that the server had answered with success
 * @param missing of these, what the export does not give back
 * @param lost turns that the server itself says it could not keep
 * @param logged errors in what the server printed
 * @param samples of memory, in their order
 */
public record Soak(
        Duration lasted,
        long visits,
        Map<String, Latency> latencies,
        Map<String, Integer> troubles,
        int refusals,
        int drops,
        int acknowledged,
        int missing,
        long lost,
        long logged,
        List<Sample> samples) {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A short soak is looked at more often, so that there is something to see. */
    private static final int LEAST_SAMPLES = 12;
    /** Within this share of the time everybody has been there once; from then on the same citizens come back. */
    private static final int EVERYBODY = 3;

    private static final double MEGABYTE = 1 << 20;

    /** What the log says of an error; a citizen's words are in no log. */
    private static final String ERROR = " ERROR ";

    public Soak {
        latencies = Map.copyOf(latencies);
        troubles = Map.copyOf(troubles);
        samples = List.copyOf(samples);
    }

    /**
     * Memory at one moment, just after the garbage was collected (内存测点).
     *
     * @param hours since the beginning
     * @param heap in megabytes, like the next two
     */
    public record Sample(double hours, double heap, double nonHeap, double resident, double threads) {}

    /**
     * Starts a server and asks it for as long as the setting says; ends it again.
     *
     * @throws IOException if the server cannot be started or ends by itself
     */
    public static Soak run(SoakSetting setting) throws IOException, InterruptedException {
        try (var data = Scratch.create("soak")) {
            Files.writeString(data.folder().resolve("banshi.yaml"), Visits.SETTINGS);
            setting.progress().accept("starting the server");
            var command = List.of(
                    setting.launcher().toAbsolutePath().toString(),
                    "serve",
                    "--data",
                    data.folder().toString());
            try (var server = ServerProcess.start(
                    command, setting.log(), "/api/v1/chat", "{\"conversation\": \"soak\", \"text\": \"你好\"}")) {
                return new Run(setting, server).soak();
            }
        }
    }

    /** One soak under way (进行中). */
    private static final class Run {
        private final SoakSetting setting;
        private final ServerProcess server;
        private final Tally tally = new Tally();
        private final Kept kept = new Kept();
        private final List<Sample> samples = new ArrayList<>();
        private final long began = System.nanoTime();

        Run(SoakSetting setting, ServerProcess server) {
            this.setting = setting;
            this.server = server;
        }

        Soak soak() throws IOException, InterruptedException {
            long visits = Math.max(1, Math.round(setting.time().toMillis() / 1e3 * setting.visitsPerSecond()));
            int citizens = (int) Math.max(1, visits / EVERYBODY);
            setting.progress()
                    .accept(String.format(
                            Locale.ROOT, "%,d visits of %,d citizens, %s", visits, citizens, setting.time()));
            try (var wire = new Wire(server.address(), tally)) {
                var scene = new Visits(wire, kept, tally, setting.talks(), setting.seed(), citizens);
                var watch = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("watch").factory());
                long between = Math.min(
                        MINUTE.toNanos(),
                        setting.time().dividedBy(LEAST_SAMPLES).toNanos());
                var watching = watch.scheduleAtFixedRate(this::sample, between, between, TimeUnit.NANOSECONDS);
                try (var citizensThere = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (long visit = 0; visit < visits; visit++) {
                        long number = visit;
                        waitUntil(began + Math.round(number * 1e9 / setting.visitsPerSecond()));
                        citizensThere.execute(() -> scene.visit(number));
                    }
                } finally {
                    watching.cancel(false);
                    watch.close();
                }
                var lasted = Duration.ofNanos(System.nanoTime() - began);
                setting.progress().accept("looking whether everything acknowledged is kept");
                int missing = missing(wire);
                long lost = Math.round(ServerMetrics.of(server).sum("banshi_records_lost_total"));
                return new Soak(
                        lasted,
                        visits,
                        tally.latencies(),
                        tally.troubles(),
                        tally.refusals(),
                        tally.drops(),
                        kept.acknowledged(),
                        missing,
                        lost,
                        errors(),
                        samples);
            }
        }

        private static void waitUntil(long due) throws InterruptedException {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                if (Thread.interrupted()) throw new InterruptedException("the soak was broken off");
                LockSupport.parkNanos(left);
            }
        }

        private void sample() {
            try {
                server.collectGarbage();
                double hours = (System.nanoTime() - began) / 3.6e12;
                var metrics = ServerMetrics.of(server);
                var sample = new Sample(
                        hours,
                        metrics.sum("jvm_memory_used_bytes", "area=\"heap\"") / MEGABYTE,
                        metrics.sum("jvm_memory_used_bytes", "area=\"nonheap\"") / MEGABYTE,
                        server.residentMegabytes(),
                        metrics.sum("jvm_threads_live_threads"));
                samples.add(sample);
                setting.progress().accept(progress(sample));
            } catch (IOException e) {
                tally.trouble("watch", e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private String progress(Sample sample) {
            return String.format(
                    Locale.ROOT,
                    "%5.1f min: heap %.0f MB, resident %.0f MB, %,d requests, %d troubles",
                    sample.hours() * 60,
                    sample.heap(),
                    sample.resident(),
                    tally.latencies().values().stream()
                            .mapToInt(Latency::replies)
                            .sum(),
                    tally.troubles().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum());
        }

        /** How much of what was acknowledged is not among what is exported. */
        private int missing(Wire wire) throws IOException, InterruptedException {
            int missing = 0;
            for (var one : kept.all().entrySet()) {
                var conversation = one.getKey();
                var should = one.getValue();
                try {
                    var body = wire.send(
                            "export",
                            Wire.posted(
                                    wire.here("/api/v1/conversations/export"), Map.of("conversation", conversation)));
                    var is = Wire.read(body).path("kept");
                    var turns = new HashSet<String>();
                    is.path("turns").forEach(turn -> turns.add(turn.path("id").asString("")));
                    var opinions = new HashSet<String>();
                    is.path("feedback")
                            .forEach(
                                    opinion -> opinions.add(opinion.path("turn").asString("")));
                    for (var turn : should.turns()) if (!turns.contains(turn)) missing++;
                    for (var turn : should.opinions()) if (!opinions.contains(turn)) missing++;
                    if (should.isRated() && is.path("ratings").size() != 1) missing++;
                } catch (Unexpected e) {
                    tally.trouble("export", String.valueOf(e.getMessage()));
                    missing += should.turns().size();
                }
            }
            return missing;
        }

        private long errors() throws IOException {
            try (var lines = Files.lines(setting.log())) {
                return lines.filter(line -> line.contains(ERROR)).count();
            }
        }
    }
}
