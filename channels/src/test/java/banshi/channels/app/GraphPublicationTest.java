package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Assistant;
import banshi.assistant.Block;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.release.Directory;
import banshi.assistant.release.Explainer;
import banshi.assistant.release.Guides;
import banshi.assistant.release.ReleaseSummary;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.LoggedIn;
import banshi.channels.accounts.Role;
import banshi.channels.accounts.Sessions;
import banshi.channels.web.EmbedSettings;
import banshi.channels.web.HealthPart.Now;
import banshi.channels.web.HealthPart.State;
import banshi.channels.web.LimitSettings;
import banshi.channels.web.NoDirectory;
import banshi.channels.web.OpenSettings;
import banshi.channels.web.WebSettings;
import banshi.corpus.Content;
import banshi.corpus.TopicId;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import banshi.graph.neo4j.Neo4jGraphStore;
import banshi.graph.neo4j.Neo4jSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The graph database beside a server: filled in the background, asked by staff, missed by nobody who asks a question. */
class GraphPublicationTest {
    private static final Duration LONG = Duration.ofMinutes(2); // for a machine that has much else to do

    private static Content content;

    @BeforeAll
    static void read() {
        var checked = ContentReader.read(Path.of("../corpus/content"), LocalDate.now());
        content = ((CheckedContent.Sound) checked).content();
    }

    private static GraphPublication.Content release(String id) {
        var some = content.matters().stream()
                .filter(m ->
                        m.id().value().startsWith("huji-h") || m.id().value().startsWith("huji-s"))
                .toList();
        return new GraphPublication.Content(id, some, content.bundles());
    }

    /** Nothing was to be compared. */
    private static final class NoEncoder implements SentenceEncoder {
        @Override
        public float[] encode(String text) {
            throw new AssertionError("no words were to be compared");
        }

        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public String fingerprint() {
            return "none";
        }
    }

    @Nested
    class InTheBackground {
        private final BlockingQueue<Now> told = new ArrayBlockingQueue<>(100);

        @Test
        void publishesAsSoonAsTheDatabaseIsThereAndAgainWhenTheReleaseChanges() throws Exception {
            var current = new AtomicReference<>(release("first"));
            try (var relay = new Relay(Neo4jProcess.uri());
                    var publication = publication(relay.uri(), current::get)) {
                assertThat(publication.now().state()).isEqualTo(State.STARTING);
                publication.start();
                var down = next(State.DEGRADED);
                assertThat(down.detail()).contains(relay.uri().toString(), "请检查");

                relay.open();
                assertThat(next(State.OK).detail()).contains("first");

                relay.cut();
                assertThat(next(State.DEGRADED).since()).isAfter(down.since());
                current.set(release("second"));
                relay.open();
                assertThat(next(State.OK).detail()).contains("second");
                assertThat(publication.now().state()).isEqualTo(State.OK);
            }
        }

        @Test
        void doesNotWaitForTheReleaseWhereItIsStarted() throws Exception {
            var compiled = new CountDownLatch(1);
            try (var publication = publication(Neo4jProcess.uri(), () -> {
                await(compiled);
                return release("late");
            })) {
                publication.start();
                assertThat(publication.now().state()).isEqualTo(State.STARTING);
                compiled.countDown();
                assertThat(next(State.OK).detail()).contains("late");
            }
        }

        private GraphPublication publication(URI uri, Supplier<GraphPublication.Content> current) {
            return new GraphPublication(
                    Neo4jGraphStore.at(new Neo4jSettings(uri, null, null)),
                    current,
                    Banshi.CLOCK,
                    failures -> Duration.ofMillis(20),
                    told::add);
        }

        private Now next(State state) throws InterruptedException {
            var part = told.poll(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(part).isNotNull();
            assertThat(part.state()).as(part.detail()).isEqualTo(state);
            return part;
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Nested
    class BesideAServer {
        private final HttpClient client = HttpClient.newHttpClient();

        @TempDir
        Path data;

        @Test
        void staffAskWhatWasPublished() throws Exception {
            try (var server =
                    server(Map.of("banshi.neo4j.uri", Neo4jProcess.uri().toString()))) {
                assertThat(says(server)).contains("办事");
                Awaitility.await().atMost(LONG).until(() -> state(server).equals("ok"));

                var uses = json(ask(server, "/api/v1/graph/materials?name=" + encoded("身份证")));
                assertThat(uses.path("release").stringValue()).isEqualTo("r-all");
                assertThat(uses.path("items")
                                .valueStream()
                                .map(u -> u.path("matter").stringValue()))
                        .contains("huji-hukoubu-reissue");
                var resting = json(ask(
                        server, "/api/v1/graph/legal-basis?title=" + encoded("户口登记条例") + "&article=" + encoded("第四条")));
                assertThat(resting.path("items")
                                .valueStream()
                                .map(r -> r.path("matter").stringValue()))
                        .contains("huji-hukoubu-reissue");
                var nearest = json(ask(server, "/api/v1/graph/matters/huji-hukoubu-reissue/nearest"));
                assertThat(nearest.path("items")
                                .valueStream()
                                .limit(5)
                                .map(n -> n.path("matter").stringValue()))
                        .contains("huji-split-household");
                var bundles = json(ask(server, "/api/v1/graph/departments/" + encoded("医疗保障") + "/bundles"));
                assertThat(bundles.path("items")
                                .valueStream()
                                .map(b -> b.path("bundle").stringValue()))
                        .contains("bundle-after-death");
                assertThat(ask(server, "/api/v1/graph/matters/none/nearest").statusCode())
                        .isEqualTo(404);
            }
        }

        @Test
        void withNothingListeningAnswersGoOnAndHealthSaysSo() throws Exception {
            try (var relay = new Relay(URI.create("bolt://127.0.0.1:1"));
                    var server = server(Map.of("banshi.neo4j.uri", relay.uri().toString()))) {
                assertThat(says(server)).contains("办事");
                Awaitility.await().atMost(LONG).until(() -> state(server).equals("degraded"));
                assertThat(says(server)).contains("办事");

                var health = json(ask(server, "/api/v1/health"));
                assertThat(health.path("status").stringValue()).isEqualTo("degraded");
                assertThat(part(health, "neo4j").path("detail").stringValue())
                        .contains(relay.uri().toString(), "请检查");
                var refused = ask(server, "/api/v1/graph/materials?name=x");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(json(refused).path("detail").stringValue()).contains("请检查");
            }
        }

        @Test
        void withoutASettingItIsOffAndStaffReadHowToSwitchItOn() throws Exception {
            try (var server = server(Map.of())) {
                assertThat(state(server)).isEqualTo("off");
                var refused = ask(server, "/api/v1/graph/materials?name=x");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(json(refused).path("detail").stringValue()).contains("banshi.neo4j.uri");
                assertThat(says(server)).contains("办事");
            }
        }

        private ConfigurableApplicationContext server(Map<String, Object> settings) {
            var properties = new HashMap<>(Server.DEFAULTS);
            properties.put("server.port", 0);
            properties.put("server.address", "127.0.0.1");
            properties.putAll(settings);
            Assistant assistant = (dialogue, utterance) -> new Turn(
                    Dialogue.NEW,
                    new Reply.Smalltalk(new TopicId("greeting"), List.of(new Block.Text("我是办事助手")), List.of()),
                    "r-all");
            Explainer explainer = utterance -> {
                throw new AssertionError("nothing was to be explained");
            };
            Supplier<ReleaseSummary> summary = () -> new ReleaseSummary("r-all", Instant.EPOCH, 1, 1, 1, null, "fake");
            return new SpringApplicationBuilder(Wiring.class)
                    .properties(properties)
                    .initializers(c -> {
                        var beans = (GenericApplicationContext) c;
                        beans.registerBean(Assistant.class, () -> assistant);
                        beans.registerBean(Explainer.class, () -> explainer);
                        beans.registerBean(Rewriting.class, () -> Rewriting.off(assistant));
                        beans.registerBean(Guides.class, () -> (application, day) -> Optional.empty());
                        beans.registerBean(RecordWiring.Home.class, () -> new RecordWiring.Home(data));
                        beans.registerBean("currentRelease", Supplier.class, () -> summary);
                        beans.registerBean(GraphWiring.Source.class, () -> () -> release("r-all"));
                        beans.registerBean(WebSettings.class, () -> WebSettings.DEFAULT);
                        beans.registerBean(EmbedSettings.class, () -> EmbedSettings.NONE);
                        beans.registerBean(LimitSettings.class, () -> LimitSettings.DEFAULT);
                        beans.registerBean(OpenSettings.class, () -> new OpenSettings(null));
                        beans.registerBean(Directory.class, NoDirectory::new);
                        beans.registerBean(SentenceEncoder.class, NoEncoder::new);
                        beans.registerBean(
                                CurationWiring.Source.class,
                                () -> new CurationWiring.Source(new CompletableFuture<>(), Places.in(data)));
                        beans.registerBean(Clock.class, () -> Banshi.CLOCK);
                    })
                    .run();
        }

        private String says(ConfigurableApplicationContext server) throws Exception {
            var response = client.send(
                    to(server, "/api/v1/chat")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"conversation\":\"c\",\"text\":\"你好\"}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return json(response).path("text").stringValue();
        }

        private String state(ConfigurableApplicationContext server) throws Exception {
            return part(json(ask(server, "/api/v1/health")), "neo4j")
                    .path("state")
                    .stringValue();
        }

        private HttpResponse<String> ask(ConfigurableApplicationContext server, String path)
                throws IOException, InterruptedException {
            return client.send(
                    LoggedIn.as(
                                    server.getBean(Accounts.class),
                                    server.getBean(Sessions.class),
                                    Role.EDITOR,
                                    Role.SYSTEM)
                            .sends(to(server, path))
                            .build(),
                    BodyHandlers.ofString());
        }

        private static HttpRequest.Builder to(ConfigurableApplicationContext server, String path) {
            var port = server.getEnvironment().getProperty("local.server.port");
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        }

        private static JsonNode part(JsonNode health, String name) {
            return health.path("parts")
                    .valueStream()
                    .filter(part -> part.path("name").stringValue().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        private static JsonNode json(HttpResponse<String> response) {
            return JsonMapper.shared().readTree(response.body());
        }

        private static String encoded(String words) {
            return URLEncoder.encode(words, StandardCharsets.UTF_8);
        }
    }

    @Nested
    class Doctor {
        @TempDir
        Path folder;

        @Test
        void saysThatItIsThere() throws Exception {
            write("banshi:\n  neo4j:\n    uri: " + Neo4jProcess.uri() + "\n");
            assertThat(doctor()).containsPattern("(?m)^neo4j +ok +bolt://127");
        }

        @Test
        void saysWhatToCheckWhereItIsNot() throws Exception {
            try (var relay = new Relay(URI.create("bolt://127.0.0.1:1"))) {
                write("banshi:\n  neo4j:\n    uri: " + relay.uri() + "\n    user: neo4j\n    password: secret\n");
                assertThat(doctor()).containsPattern("(?m)^neo4j +!! .*请检查").doesNotContain("secret");
            }
        }

        @Test
        void saysWhatIsWrongWithTheSettings() throws Exception {
            write("banshi:\n  neo4j:\n    uri: http://127.0.0.1:7474\n");
            assertThat(doctor()).containsPattern("(?m)^neo4j +!! .*bolt://");
        }

        private void write(String settings) throws IOException {
            Files.writeString(folder.resolve(SettingsFile.NAME), settings);
        }

        private String doctor() throws IOException {
            var out = new StringWriter();
            var nothing =
                    Files.createDirectories(folder.resolve("content")); // it is read, too, and all of it takes seconds
            Banshi.commandLine(new PrintWriter(out, true), new PrintWriter(out, true))
                    .execute("doctor", "--content", nothing.toString(), "--data", folder.toString());
            return out.toString();
        }
    }
}
