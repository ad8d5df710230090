package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Stage;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.channels.conversation.MeasuredAssistant;
import banshi.channels.conversation.ReplyTraces;
import banshi.channels.traces.FakeCollector;
import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a collector is told of the requests of a small server that answers as the channels do. */
@Timeout(60)
class TracedRequestsTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    private final FakeCollector collector = new FakeCollector();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        collector.close();
    }

    /** Takes the ways to the engine that the channels take. */
    @RestController
    static final class Desk {
        private final ThreadPoolExecutor engine;
        private final MeasuredAssistant assistant;

        Desk(ThreadPoolExecutor engine, ReplyTraces traces) {
            this.engine = engine;
            assistant = new MeasuredAssistant(
                    (_, utterance) -> {
                        Stage.READ.begins();
                        if (utterance.text().equals("坏")) throw new IllegalStateException("cannot say 坏");
                        Stage.COMPOSE.begins();
                        return new Turn(
                                Dialogue.NEW,
                                new Reply.Decline(null, List.of(new Block.Text("没听明白")), List.of()),
                                "r1");
                    },
                    new SimpleMeterRegistry(),
                    traces);
        }

        private String reply(String words) {
            var said = new Utterance(words, Utterance.Channel.WEB, null, LocalDate.of(2026, 11, 30));
            return assistant.reply(Dialogue.NEW, said).release();
        }

        /** As the web does. */
        @PostMapping("/web/{conversation}")
        Mono<String> web(@PathVariable("conversation") String conversation, @RequestBody String words) {
            return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> reply(words), engine))
                    .timeout(Duration.ofSeconds(30))
                    .cache();
        }

        /** As WeChat's channels do. */
        @PostMapping("/wechat/{conversation}")
        Mono<String> wechat(@PathVariable("conversation") String conversation, @RequestBody String words) {
            var engineScheduler = Schedulers.fromExecutor(engine);
            return Mono.fromFuture(Mono.fromCallable(() -> reply(words))
                    .subscribeOn(engineScheduler)
                    .toFuture());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({WebServerWiring.class, TraceWiring.class, Desk.class})
    static class Small {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean(destroyMethod = "shutdown")
        ThreadPoolExecutor engine(TraceWiring.Traced traced) {
            return new Wiring().engine(traced, new SimpleMeterRegistry());
        }
    }

    private ConfigurableApplicationContext server(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Server.DEFAULTS);
        all.putAll(Map.of("server.port", 0, "server.address", "127.0.0.1"));
        all.putAll(settings);
        return new SpringApplicationBuilder(Small.class).properties(all).run();
    }

    /** Traces everything. */
    private ConfigurableApplicationContext server() {
        return server(Map.of("banshi.traces.endpoint", collector.endpoint().toString(), "banshi.traces.share", 1));
    }

    private int post(ConfigurableApplicationContext server, String path, String words, String... headers) {
        var to = "http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port") + path;
        var request = HttpRequest.newBuilder(URI.create(to)).POST(BodyPublishers.ofString(words));
        if (headers.length > 0) request.headers(headers);
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("talking to the small server", e);
        }
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private Span only(String name) {
        assertThat(collector.named(name)).as(collector.everything()).hasSize(1);
        return collector.named(name).getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "wechat"})
    void aRequestItsReplyAndItsStagesHangTogether(String way) {
        try (var server = server()) {
            assertThat(post(
                            server,
                            "/" + way + "/conversation-5f0c2f64?openid=oABC",
                            "户口本丢了",
                            "User-Agent",
                            "telephone"))
                    .isEqualTo(200);
        }
        var request = only("POST /" + way + "/{conversation}");
        var reply = only("reply");
        assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(request.getParentSpanId().isEmpty()).isTrue();
        assertThat(request.getAttributesList())
                .extracting(KeyValue::getKey)
                .containsExactlyInAnyOrder("http.request.method", "http.route", "http.response.status_code");
        assertThat(reply.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(only("read").getParentSpanId()).isEqualTo(reply.getSpanId());
        assertThat(only("compose").getParentSpanId()).isEqualTo(reply.getSpanId());
        assertThat(collector.spans()).extracting(Span::getTraceId).containsOnly(request.getTraceId());
        assertThat(collector.everything())
                .doesNotContain("5f0c2f64", "openid", "oABC", "户口本", "telephone", "没听明白", "127.0.0.1");
    }

    @Test
    void goesOnWithTheTraceOfTheCallerAndNotWithWhatElseTheCallerWrites() {
        try (var server =
                server(Map.of("banshi.traces.endpoint", collector.endpoint().toString(), "banshi.traces.share", 0))) {
            post(server, "/web/a", "好", "traceparent", "00-" + TRACE + "-" + CALLER + "-01", "tracestate", "my=words");
            post(server, "/web/b", "好", "traceparent", "00-" + TRACE + "-" + CALLER + "-00");
            post(server, "/web/c", "好", "traceparent", "00-words");
            post(server, "/web/d", "好");
        }
        var request = only("POST /web/{conversation}");
        assertThat(hex(request.getTraceId())).isEqualTo(TRACE);
        assertThat(hex(request.getParentSpanId())).isEqualTo(CALLER);
        assertThat(collector.everything()).doesNotContain("my=words");
    }

    @Test
    void tellsThatAReplyFailedAndNotWhy() {
        try (var server = server()) {
            assertThat(post(server, "/web/a", "坏")).isEqualTo(500);
        }
        var request = only("POST /web/{conversation}");
        assertThat(request.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(request.getAttributesList())
                .filteredOn(a -> a.getKey().equals("http.response.status_code"))
                .extracting(a -> a.getValue().getIntValue())
                .containsExactly(500L);
        assertThat(only("reply").getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(collector.everything()).doesNotContain("坏", "IllegalState");
    }

    @Test
    void anAddressThatIsNotThereIsNotTold() {
        try (var server = server()) {
            assertThat(post(server, "/nothing/hukou", "")).isEqualTo(404);
        }
        assertThat(only("POST").getAttributesList())
                .extracting(KeyValue::getKey)
                .containsExactlyInAnyOrder("http.request.method", "http.response.status_code");
        assertThat(collector.everything()).doesNotContain("hukou");
    }

    @Test
    void nothingIsTracedUnlessItIsSetUp() {
        try (var server = server(Map.of())) {
            assertThat(server.getBean(TraceWiring.Traced.class).traces()).isNull();
            assertThat(post(server, "/web/a", "好")).isEqualTo(200);
        }
        assertThat(collector.spans()).isEmpty();
    }
}
