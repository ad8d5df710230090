package banshi.channels.app;

import banshi.assistant.llm.LlmSettings;
import banshi.assistant.llm.ModelRewriter;
import banshi.assistant.release.ReleaseCompiler;
import banshi.channels.records.Records;
import banshi.channels.redis.SharedState;
import banshi.channels.traces.Collector;
import banshi.channels.traces.TraceSettings;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import banshi.graph.neo4j.Neo4jGraphStore;
import banshi.graph.neo4j.Neo4jSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what works, what does not and what is not there (自检). */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Tells what is connected and what is in the way; exit code 1 if something is.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "The port that serve would take.")
    private int port;

    private boolean healthy = true;

    /** For picocli. */
    DoctorCommand() {}

    @Override
    public Integer call() {
        tell("java", DoctorCommand::java);
        tell("encoder", () -> {
            try (var encoder = Knowledge.encoder()) {
                return encoder.fingerprint() + "，ONNX Runtime 可用";
            }
        });
        tell("content", this::content);
        tell("release", this::release);
        tell("data", () -> {
            places.requireWritableData();
            return places.data().toAbsolutePath().normalize() + " 可以写入";
        });
        tell("port", () -> {
            try {
                Ports.requireFree(new ServeSettings("127.0.0.1", port));
                return port + " 可以使用";
            } catch (CannotStart taken) { // perhaps by the very server that is asked about
                return port + " 有程序在用";
            }
        });
        llm();
        graph();
        records();
        redis();
        traces();
        remote();
        return healthy ? 0 : 1;
    }

    private void records() {
        tell("records", () -> {
            var settings = RecordWiring.settings(SettingsFile.in(places.data()).read());
            if (settings.url() == null && Records.isInUse(places.data())) return "在数据目录里，有服务在用";
            try (var records = RecordWiring.open(settings, places.data())) {
                return settings.url() == null ? "在数据目录里，可以打开" : settings.url() + " 连得上，" + records.product();
            }
        });
    }

    private void redis() {
        var address = StateWiring.address(SettingsFile.in(places.data()).read());
        if (address.isEmpty()) line("redis", "--", "没有配置；对话和限流在内存里");
        else
            tell("redis", () -> {
                try (var state = new SharedState(address.get(), Banshi.CLOCK)) {
                    state.ping();
                    return "连得上";
                } catch (RuntimeException e) {
                    throw new CannotStart("连不上：" + root(e), e);
                }
            });
    }

    private void remote() {
        HistorySettings settings;
        try {
            settings = HistorySettings.in(SettingsFile.in(places.data()).read());
        } catch (RuntimeException e) {
            healthy = false;
            line("remote", "!!", "设置不对：" + root(e));
            return;
        }
        var remote = settings.remote();
        if (remote == null) line("remote", "--", "没有配置；发布的内容只在这台机器上");
        else
            tell("remote", () -> {
                try {
                    int releases = ContentHistory.releasesAt(remote);
                    return releases == 0 ? "连得上，里面还没有内容，启动服务时会放进去" : "连得上，有 " + releases + " 个发布过的版本";
                } catch (RuntimeException e) {
                    throw new CannotStart("连不上：" + root(e) + "；请检查 banshi.history.remote 和网络", e);
                }
            });
    }

    private void traces() {
        TraceSettings settings;
        try {
            settings = TraceWiring.settings(SettingsFile.in(places.data()).read());
        } catch (RuntimeException e) {
            healthy = false;
            line("traces", "!!", "设置不对：" + root(e));
            return;
        }
        var endpoint = settings.endpoint();
        if (endpoint == null) line("traces", "--", "没有配置；不上报追踪");
        else
            tell("traces", () -> {
                try {
                    Collector.tryOut(endpoint);
                    return endpoint + " 收得到，追踪 " + Math.round(100 * settings.share()) + "% 的请求";
                } catch (IOException e) {
                    throw new CannotStart(endpoint + " 不收：" + root(e) + "；请检查 banshi.traces.endpoint 和收集端", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CannotStart(endpoint + " 没有问完", e);
                }
            });
    }

    /** Off is as good as on: nothing is missing without it. */
    private void llm() {
        Optional<LlmSettings> settings;
        try {
            settings = LlmBinding.in(SettingsFile.in(places.data()).read());
        } catch (RuntimeException e) {
            healthy = false;
            line("llm", "!!", "设置不对：" + root(e));
            return;
        }
        if (settings.isEmpty()) line("llm", "--", "没有配置；追问不用大模型改写，采编台也不请模型起草");
        else
            tell("llm", () -> {
                var took = new ModelRewriter(settings.get()).tryOut();
                return settings.get().model() + " 在 " + settings.get().baseUrl() + "，" + took.toMillis() + " 毫秒";
            });
    }

    private void graph() {
        try {
            var settings = GraphWiring.settings(SettingsFile.in(places.data()).read());
            if (settings.isEmpty()) line("neo4j", "--", "没有配置；图谱在内存里");
            else tell("neo4j", () -> published(settings.get()));
        } catch (RuntimeException e) {
            healthy = false;
            line("neo4j", "!!", "设置不对：" + root(e));
        }
    }

    private static String published(Neo4jSettings settings) {
        try (var store = Neo4jGraphStore.at(settings)) {
            return store.address() + " 连得上，"
                    + store.current().map(id -> "当前是知识版本 " + id).orElse("还没有发布过知识版本，启动服务时会发布");
        }
    }

    private static String root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) root = root.getCause();
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    private void tell(String what, Supplier<String> look) {
        try {
            line(what, "ok", look.get());
        } catch (RuntimeException e) {
            healthy = false;
            line(what, "!!", String.valueOf(e.getMessage()));
        }
    }

    private void line(String what, String state, String words) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-10s  %s  %s%n", what, state, words);
        out.flush();
    }

    private static String java() {
        if (Runtime.version().feature() < 25) throw new CannotStart("Java " + Runtime.version() + " 太旧，请安装 JDK 25");
        return Runtime.version() + ", " + System.getProperty("java.vendor") + ", " + System.getProperty("java.home");
    }

    private String content() {
        var root = places.content();
        return switch (ContentReader.read(root, LocalDate.now(Banshi.CLOCK))) {
            case CheckedContent.Sound sound -> CheckCommand.summary(sound.content());
            case CheckedContent.Faulty faulty ->
                throw new CannotStart("有 " + faulty.complaints().size() + " 处问题，请看 ./banshi check");
        };
    }

    private String release() {
        try (var encoder = Knowledge.encoder()) {
            var id = ReleaseCompiler.idOf(places.content(), encoder);
            return places.compiled(id)
                    .map(folder -> id + "，在 " + folder.toAbsolutePath().normalize())
                    .orElse(id + "，还没有编译，启动服务时会编译");
        }
    }
}
