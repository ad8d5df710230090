package banshi.channels.web;

import banshi.assistant.Assistant;
import banshi.assistant.release.Explainer;
import banshi.assistant.release.ReleaseSummary;
import banshi.corpus.MatterId;
import banshi.graph.StaffGraph;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP channel on a free loopback port, before an assistant of the test's choice. */
final class TestServer implements AutoCloseable {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T16:30:00Z"), ZoneId.of("Asia/Shanghai"));
    static final String STAFF_KEY = "a key of the test and of nobody else";
    static final ReleaseSummary RELEASE =
            new ReleaseSummary("r1", Instant.parse("2026-11-21T09:30:00Z"), 12, 120, 1440, null, "fake");

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    TestServer(Assistant assistant) {
        this(assistant, 4, 64, WebSettings.DEFAULT);
    }

    TestServer(Explainer explainer) {
        this(
                (dialogue, utterance) -> {
                    throw new AssertionError("nobody was to be answered");
                },
                explainer,
                4,
                64,
                WebSettings.DEFAULT);
    }

    TestServer(Assistant assistant, int engines, int waiting, WebSettings settings) {
        this(
                assistant,
                utterance -> {
                    throw new AssertionError("nothing was to be explained");
                },
                engines,
                waiting,
                settings);
    }

    /** Before a graph database of the test's choice. */
    TestServer(StaffGraph graph, HealthReport health) {
        this(
                (dialogue, utterance) -> {
                    throw new AssertionError("nobody was to be answered");
                },
                utterance -> {
                    throw new AssertionError("nothing was to be explained");
                },
                graph,
                health,
                4,
                64,
                WebSettings.DEFAULT);
    }

    private TestServer(Assistant assistant, Explainer explainer, int engines, int waiting, WebSettings settings) {
        this(assistant, explainer, null, List::of, engines, waiting, settings);
    }

    private TestServer(
            Assistant assistant,
            Explainer explainer,
            @Nullable StaffGraph graph,
            HealthReport health,
            int engines,
            int waiting,
            WebSettings settings) {
        var engine = new ThreadPoolExecutor(
                engines,
                engines,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().name("engine-", 1).factory());
        Supplier<ReleaseSummary> release = () -> RELEASE;
        context = new SpringApplicationBuilder(Wiring.class)
                .properties(Map.of(
                        "server.port", 0,
                        "server.address", "127.0.0.1",
                        "spring.main.banner-mode", "off",
                        "spring.web.resources.add-mappings", false,
                        "spring.reactor.netty.shutdown-quiet-period", "0s",
                        "logging.level.root", "warn"))
                .initializers(c -> {
                    var beans = (GenericApplicationContext) c;
                    beans.registerBean(Assistant.class, () -> assistant);
                    beans.registerBean(Explainer.class, () -> explainer);
                    beans.registerBean(StaffKey.class, () -> new StaffKey(STAFF_KEY));
                    beans.registerBean("engine", ThreadPoolExecutor.class, () -> engine);
                    beans.registerBean("graphDesk", Executor.class, () -> Runnable::run);
                    beans.registerBean(StaffGraph.class, () -> graph == null ? new NoGraph() : graph);
                    beans.registerBean(HealthReport.class, () -> health);
                    beans.registerBean(WebSettings.class, () -> settings);
                    beans.registerBean(Clock.class, () -> CLOCK);
                    beans.registerBean("release", Supplier.class, () -> release);
                })
                .run();
        address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** Nobody was to ask it. */
    private static final class NoGraph implements StaffGraph {
        @Override
        public Found<MaterialUse> mattersNeeding(String name) {
            throw new AssertionError("the graph was not to be asked");
        }

        @Override
        public Found<Resting> restingOn(String title, @Nullable String article) {
            throw new AssertionError("the graph was not to be asked");
        }

        @Override
        public Optional<Found<Nearest>> nearest(MatterId matter) {
            throw new AssertionError("the graph was not to be asked");
        }

        @Override
        public Found<DepartmentBundle> bundlesOf(String department) {
            throw new AssertionError("the graph was not to be asked");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(WebChannel.class)
    static class Wiring {}

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("talking to the test server", e);
        }
    }

    HttpResponse<String> post(byte[] body) {
        return send(
                to("/api/v1/chat").header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> post(String body) {
        return post(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    HttpResponse<String> say(String conversation, String text) {
        return post(JsonMapper.shared().writeValueAsString(Map.of("conversation", conversation, "text", text)));
    }

    HttpClient client() {
        return client;
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
