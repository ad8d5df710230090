package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.channels.asr.CallEvents;
import banshi.channels.asr.FakeEngine;
import banshi.channels.asr.HeardEvents;
import banshi.channels.asr.Phone;
import banshi.channels.limit.CaffeineAllowances;
import banshi.channels.web.ApiKeys;
import banshi.channels.web.HealthPart;
import banshi.channels.web.OpenSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.handler.ResponseStatusExceptionHandler;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class AsrWiringTest {
    private static final String HOTLINE = "the key of a telephone system";
    private static final String CHAT = "the key of a robot that chats";

    private final HeardEvents events = new HeardEvents();

    /** Of a server, as much as is asked for. */
    private AnnotationConfigApplicationContext wired(Map<String, Object> settings) {
        var clock = Clock.fixed(Instant.parse("2026-03-02T01:30:00Z"), ZoneOffset.UTC);
        var keys = new OpenSettings(Map.of(
                "telephones", new OpenSettings.Program(HOTLINE, Set.of(OpenSettings.Scope.HOTLINE), 60),
                "robot", new OpenSettings.Program(CHAT, null, 60)));
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(CallEvents.class, () -> events);
        context.registerBean(ApiKeys.class, () -> new ApiKeys(keys, new CaffeineAllowances(System::nanoTime)));
        context.registerBean(
                CurationWiring.Source.class, () -> new CurationWiring.Source(new CompletableFuture<>(), new Places()));
        context.registerBean(WebSocketHandlerAdapter.class);
        context.registerBean(WebHttpHandlerBuilder.WEB_HANDLER_BEAN_NAME, DispatcherHandler.class);
        context.registerBean(ResponseStatusExceptionHandler.class);
        context.register(AsrWiring.class);
        try {
            context.refresh();
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
        return context;
    }

    private static DisposableServer serving(AnnotationConfigApplicationContext context) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.applicationContext(context)
                        .codecConfigurer(ServerCodecConfigurer.create())
                        .build()))
                .bindNow();
    }

    private static URI sound(DisposableServer server) {
        return URI.create("ws://127.0.0.1:" + server.port() + "/api/hotline/v1/sound");
    }

    @Test
    void startsNothingWhereNothingIsSet() {
        try (var context = wired(Map.of())) {
            assertThat(context.getBean(AsrWiring.Hearing.class).asr()).isNull();
            assertThat(context.getBean(HealthPart.class).now().state()).isEqualTo(HealthPart.State.OFF);
            var server = serving(context);
            assertThatThrownBy(() -> new Phone(sound(server), HOTLINE).close())
                    .rootCause()
                    .hasMessageContaining("404");
            server.disposeNow();
        }
    }

    @Test
    void hearsACallFromTheTelephoneToTheEvents() throws IOException {
        try (var engine = new FakeEngine();
                var context = wired(Map.of(
                        "banshi.hotline.asr.engine",
                        "vosk",
                        "banshi.hotline.asr.url",
                        engine.url().toString()))) {
            var server = serving(context);
            try (var phone = new Phone(sound(server), HOTLINE)) {
                phone.start("CA1", "\"agentId\":\"1024\"");
                for (int i = 0; i < 10; i++) phone.media("inbound", 0xff);
                var line = engine.line();
                assertThat(line.text()).isEqualTo("{\"config\":{\"sample_rate\":8000}}");
                assertThat(line.sound()).hasSize(3_200);
                line.say("{\"text\" : \"身份证 丢 了\"}");

                events.tell("started CA1", "CA1 caller final: 身份证丢了");
                var now = context.getBean(HealthPart.class).now();
                assertThat(now.state()).isEqualTo(HealthPart.State.OK);
                assertThat(now.counts()).containsEntry("calls", 1L).containsEntry("open", 1L);
            }
            server.disposeNow();
        }
    }

    @Test
    void letsNobodyInWhoseKeyIsForSomethingElse() throws IOException {
        try (var context =
                wired(Map.of("banshi.hotline.asr.engine", "vosk", "banshi.hotline.asr.url", "ws://127.0.0.1:1"))) {
            var server = serving(context);
            try (var phone = new Phone(sound(server), CHAT)) {
                assertThat(phone.closedWith()).startsWith("1008 ");
            }
            server.disposeNow();
        }
    }

    @Test
    void saysWhatToSetWhereSomethingIsMissing() {
        assertThatThrownBy(() -> wired(Map.of("banshi.hotline.asr.engine", "funasr")))
                .rootCause()
                .hasMessageContaining("banshi.hotline.asr.url is not set");
    }
}
