package banshi.channels.app;

import banshi.assistant.Assistant;
import banshi.assistant.Reply;
import banshi.assistant.release.Directory;
import banshi.assistant.release.Explainer;
import banshi.assistant.release.Guides;
import banshi.assistant.release.ReleaseSummary;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.channels.conversation.MeasuredAssistant;
import banshi.channels.conversation.ReplyTraces;
import banshi.channels.web.EmbedSettings;
import banshi.channels.web.LimitSettings;
import banshi.channels.web.OpenSettings;
import banshi.channels.web.WebSettings;
import banshi.corpus.AspectId;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.graph.Circumstances;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

/** The running server (服务器): Spring, told what it needs and nothing else. */
final class Server implements AutoCloseable {
    /** What Spring is told unless an operator says otherwise. */
    static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("spring.main.log-startup-info", false),
            Map.entry("spring.web.resources.add-mappings", false),
            Map.entry("spring.reactor.netty.shutdown-quiet-period", "0s"),
            Map.entry("server.compression.enabled", true),
            Map.entry(
                    "server.compression.mime-types",
                    "text/html,text/css,text/javascript,image/svg+xml,application/json,application/yaml"),
            Map.entry("logging.level.root", "warn"),
            // that the graph database is down is said by us, once
            Map.entry("logging.level.org.neo4j.driver", "off"),
            // that the database of records cannot be opened is said by us
            Map.entry("logging.level.com.zaxxer.hikari", "off"),
            // that the collector of traces is away is said by us, once
            Map.entry("logging.level.io.opentelemetry", "off"),
            // that H2 is newer than Flyway knows is tested here
            Map.entry("logging.level.org.flywaydb.core.internal.database.base", "error"),
            // what keeps the server from starting is said in one sentence, by us; see also QuietReporter
            Map.entry("logging.level.org.springframework.boot.web.server.reactive.context", "error"));

    private final ConfigurableApplicationContext context;
    private final ServeSettings settings;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Server(ConfigurableApplicationContext context, ServeSettings settings) {
        this.context = context;
        this.settings = settings;
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) closed.countDown();
        });
    }

    /**
     * Starts and listens. The knowledge may still be on its way: Spring waits for it just before it listens.
     *
     * @param places where the settings may lie and our own files are kept
     * @throws CannotStart if the port is taken or a setting is wrong; also whatever kept the knowledge from coming
     */
    static Server start(ServeSettings settings, Places places, CompletableFuture<Knowledge> knowledge, Clock clock) {
        var data = places.data();
        var spring = new SpringApplication(Wiring.class);
        spring.setWebApplicationType(WebApplicationType.REACTIVE);
        var defaults = new LinkedHashMap<>(DEFAULTS);
        var file = SettingsFile.in(data);
        defaults.putAll(file.location());
        spring.setDefaultProperties(defaults);
        spring.addInitializers((ApplicationContextInitializer<GenericApplicationContext>) beans -> {
            Supplier<ReleaseSummary> release = () -> knowledge.join().summary();
            Assistant plain =
                    (dialogue, utterance) -> knowledge.join().assistant().reply(dialogue, utterance);
            Explainer explainer = utterance -> knowledge.join().explainer().explain(utterance);
            beans.registerBean(
                    Rewriting.class,
                    () -> LlmBinding.in(beans.getEnvironment())
                            .map(llm ->
                                    Rewriting.on(plain, () -> knowledge.join().releases(), llm))
                            .orElseGet(() -> Rewriting.off(plain)));
            beans.registerBean(
                    Assistant.class,
                    () -> new MeasuredAssistant(
                            beans.getBean(Rewriting.class).assistant(),
                            beans.getBean(MeterRegistry.class),
                            beans.getBean(ReplyTraces.class)));
            Guides guides = (application, day) -> knowledge.join().guides().guide(application, day);
            beans.registerBean(Guides.class, () -> guides);
            beans.registerBean(Directory.class, () -> new LaterDirectory(knowledge));
            beans.registerBean(Explainer.class, () -> explainer);
            beans.registerBean(SentenceEncoder.class, () -> new LaterEncoder(knowledge));
            beans.registerBean(RecordWiring.Home.class, () -> new RecordWiring.Home(data));
            beans.registerBean("knowledgeArrived", Lifecycle.class, () -> new Arrival(knowledge));
            beans.registerBean("currentRelease", Supplier.class, () -> release);
            beans.registerBean(WebSettings.class, () -> WebSettings.DEFAULT);
            beans.registerBean(
                    LimitSettings.class,
                    () -> Binder.get(beans.getEnvironment()).bindOrCreate("banshi.limits", LimitSettings.class));
            beans.registerBean(
                    OpenSettings.class,
                    () -> Binder.get(beans.getEnvironment()).bindOrCreate("banshi.open", OpenSettings.class));
            beans.registerBean(
                    EmbedSettings.class,
                    () -> Binder.get(beans.getEnvironment()).bindOrCreate("banshi.embed", EmbedSettings.class));
            beans.registerBean(
                    GraphWiring.Source.class, () -> () -> knowledge.join().published());
            beans.registerBean(CurationWiring.Source.class, () -> new CurationWiring.Source(knowledge, places));
            beans.registerBean(Clock.class, () -> clock);
        });
        try {
            var context = spring.run("--server.address=" + settings.host(), "--server.port=" + settings.port());
            return new Server(context, settings);
        } catch (RuntimeException e) {
            if (knowledge.isCompletedExceptionally() && knowledge.exceptionNow() instanceof RuntimeException cause)
                throw cause;
            throw cannotStart(e, settings, file.file());
        }
    }

    /** That of the knowledge once it has come. */
    private record LaterDirectory(CompletableFuture<Knowledge> knowledge) implements Directory {
        @Override
        public Optional<Matter> matter(MatterId id) {
            return knowledge.join().directory().matter(id);
        }

        @Override
        public Optional<Reply.Answer> answer(MatterId matter, AspectId aspect, Circumstances known, LocalDate day) {
            return knowledge.join().directory().answer(matter, aspect, known, day);
        }

        @Override
        public Optional<Situation> open(MatterId matter, Circumstances known) {
            return knowledge.join().directory().open(matter, known);
        }
    }

    /** Likewise. */
    private record LaterEncoder(CompletableFuture<Knowledge> knowledge) implements SentenceEncoder {
        @Override
        public float[] encode(String text) {
            return knowledge.join().vectors().encode(text);
        }

        @Override
        public int dimensions() {
            return knowledge.join().vectors().dimensions();
        }

        @Override
        public String fingerprint() {
            return knowledge.join().vectors().fingerprint();
        }
    }

    /** Holds the start back, after all else is in place and before anything listens, until the knowledge has come. */
    private record Arrival(CompletableFuture<Knowledge> knowledge) implements SmartLifecycle {
        @Override
        public int getPhase() {
            return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
        }

        @Override
        public void start() {
            knowledge.join();
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }

    private static CannotStart cannotStart(RuntimeException failure, ServeSettings settings, Path file) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof CannotStart known) return known;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) return Ports.taken(settings, failure);
            root = cause;
        }
        var message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return new CannotStart(
                "服务不能启动：" + message + "（" + root.getClass().getSimpleName() + "）；如果是设置的问题，请看 " + file + " 和环境变量",
                failure);
    }

    /** Where it can be reached from this machine, without a slash at the end. */
    String address() {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        return "http://" + reachable(settings.host()) + ":" + port;
    }

    private static String reachable(String host) {
        try {
            if (InetAddress.getByName(host).isAnyLocalAddress()) return "127.0.0.1";
        } catch (UnknownHostException e) {
            return host; // it listens there, so somebody knows it
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** The password of the account that was made at the first start; nothing at later ones. */
    Optional<String> firstPassword() {
        return Optional.ofNullable(
                context.getBean(AccountWiring.FirstAccount.class).password());
    }

    /** Waits until the server has been told to stop. */
    void await() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        context.close();
    }
}
