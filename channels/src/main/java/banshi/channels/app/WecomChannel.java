package banshi.channels.app;

import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.wecom.WecomEndpoint;
import banshi.channels.wecom.WecomSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Puts the WeCom channel together (微信客服通道); its accounts stand under {@code banshi.wecom}. */
@Configuration(proxyBeanMethods = false)
class WecomChannel {
    @Bean
    WecomSettings wecomSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.wecom", WecomSettings.class);
    }

    /** Nothing where no account is set up. */
    @Bean
    RouterFunction<ServerResponse> wecom(
            Turns turns,
            GuideLinks guides,
            Pseudonyms pseudonyms,
            WecomSettings settings,
            Clock clock,
            @Qualifier("engine") Executor engine,
            MeterRegistry meters,
            RecordWiring.Home home) {
        if (settings.accounts().isEmpty()) return _ -> Mono.empty();
        var folder = home.data().resolve("wecom");
        return new WecomEndpoint(turns, guides, pseudonyms, settings, clock, engine, meters, folder).routes();
    }
}
