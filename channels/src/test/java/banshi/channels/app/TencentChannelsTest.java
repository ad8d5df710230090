package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.conversation.CaffeineConversations;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.conversation.Erasure;
import banshi.channels.conversation.TurnLog;
import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.guide.GuideSecret;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** That the channels of WeCom and of mini programs are there where they are set up, and only there. */
class TencentChannelsTest {
    private static final String AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    @TempDir
    Path folder;

    private AnnotationConfigApplicationContext context(Map<String, Object> settings) {
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        var meters = new SimpleMeterRegistry();
        context.registerBean(MeterRegistry.class, () -> meters);
        context.registerBean(
                Turns.class,
                () -> new Turns(
                        (_, _) -> {
                            throw new IllegalStateException("nobody asks");
                        },
                        new CaffeineConversations(
                                Duration.ofMinutes(30), 100, Ticker.systemTicker(), DialogueKeeper.ofThisStart(meters)),
                        TurnLog.NONE,
                        Erasure.NONE));
        context.registerBean(
                GuideLinks.class,
                () -> new GuideLinks(
                        (_, _) -> Optional.empty(), GuideSecret.random(), null, Clock.systemDefaultZone()));
        context.registerBean(Pseudonyms.class, () -> new Pseudonyms(Secret.random()));
        context.registerBean(Clock.class, Clock::systemDefaultZone);
        context.registerBean("engine", Executor.class, () -> Runnable::run);
        context.registerBean("wechatCallers", Scheduler.class, Schedulers::immediate);
        context.registerBean(RecordWiring.Home.class, () -> new RecordWiring.Home(folder));
        context.register(WecomChannel.class, MiniProgramChannel.class);
        context.refresh();
        return context;
    }

    private static boolean serves(AnnotationConfigApplicationContext context, String channel, String path) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get(path));
        var request = ServerRequest.create(exchange, List.of());
        return context.getBean(channel, RouterFunction.class)
                .route(request)
                .blockOptional(Duration.ofSeconds(30))
                .isPresent();
    }

    @Test
    void serveNothingWhereNothingIsSetUp() {
        try (var context = context(Map.of())) {
            assertThat(serves(context, "wecom", "/wx/kf/hall")).isFalse();
            assertThat(serves(context, "miniProgram", "/wx/ma/wxprogram")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serveWhatIsSetUp(boolean wecom) {
        var settings = new HashMap<String, Object>();
        if (wecom) {
            settings.put("banshi.wecom.accounts[0].name", "hall");
            settings.put("banshi.wecom.accounts[0].corpid", "wwhall");
            settings.put("banshi.wecom.accounts[0].token", "pamtest");
            settings.put("banshi.wecom.accounts[0].encoding-aes-key", AES_KEY);
            settings.put("banshi.wecom.accounts[0].secret", "secret-of-a-test-account");
        } else {
            settings.put("banshi.miniprogram.programs[0].appid", "wxprogram");
            settings.put("banshi.miniprogram.programs[0].original-id", "gh_program");
            settings.put("banshi.miniprogram.programs[0].token", "pamtest");
            settings.put("banshi.miniprogram.programs[0].secret", "0123456789abcdef0123456789abcdef");
        }
        try (var context = context(settings)) {
            assertThat(serves(context, "wecom", "/wx/kf/hall")).isEqualTo(wecom);
            assertThat(serves(context, "miniProgram", "/wx/ma/wxprogram")).isEqualTo(!wecom);
        }
    }
}
