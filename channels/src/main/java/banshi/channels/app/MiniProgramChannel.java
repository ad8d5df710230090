package banshi.channels.app;

import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.miniprogram.MiniProgramEndpoint;
import banshi.channels.miniprogram.MiniProgramSettings;
import banshi.channels.privacy.Pseudonyms;
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
import reactor.core.scheduler.Scheduler;

/** Puts the mini program channel together (小程序通道); its programs stand under {@code banshi.miniprogram}. */
@Configuration(proxyBeanMethods = false)
class MiniProgramChannel {
    @Bean
    MiniProgramSettings miniProgramSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.miniprogram", MiniProgramSettings.class);
    }

    /** Nothing where no program is set up: WxJava's classes are then not even loaded. */
    @Bean
    RouterFunction<ServerResponse> miniProgram(
            Turns turns,
            GuideLinks guides,
            Pseudonyms pseudonyms,
            MiniProgramSettings settings,
            Clock clock,
            @Qualifier("engine") Executor engine,
            @Qualifier("wechatCallers") Scheduler callers,
            MeterRegistry meters) {
        if (settings.programs().isEmpty()) return _ -> Mono.empty();
        return new MiniProgramEndpoint(turns, guides, pseudonyms, settings, clock, engine, callers, meters).routes();
    }
}
