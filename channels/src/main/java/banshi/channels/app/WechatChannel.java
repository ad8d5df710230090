package banshi.channels.app;

import banshi.channels.app.StateWiring.Onces;
import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.limit.Allowances;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.wechat.Notices;
import banshi.channels.wechat.WechatEndpoint;
import banshi.channels.wechat.WechatSettings;
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
import reactor.core.scheduler.Schedulers;

/** Puts the WeChat channel together (微信通道); its accounts stand under {@code banshi.wechat}. */
@Configuration(proxyBeanMethods = false)
class WechatChannel {
    private static final int CALLERS = 16;
    private static final int WAITING = 2_000;
    private static final int IDLE_SECONDS = 60;

    /** Of answers in this process, for when WeChat posts a message again. */
    private static final long MOST_BYTES = 32L << 20;

    @Bean
    WechatSettings wechatSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.wechat", WechatSettings.class);
    }

    /** On which WeChat's interface is called. */
    @Bean(destroyMethod = "dispose")
    Scheduler wechatCallers() {
        return Schedulers.newBoundedElastic(CALLERS, WAITING, "wx", IDLE_SECONDS, true);
    }

    /** What Tencent calls, and what programs may have sent. */
    record Wechat(RouterFunction<ServerResponse> routes, Notices notices) {}

    /** Nothing where no account is set up: WxJava's classes are then not even loaded. */
    @Bean
    Wechat wechat(
            Turns turns,
            Pseudonyms pseudonyms,
            Allowances allowances,
            Onces onces,
            GuideLinks guides,
            WechatSettings settings,
            Clock clock,
            @Qualifier("engine") Executor engine,
            @Qualifier("wechatCallers") Scheduler callers,
            MeterRegistry meters) {
        if (settings.accounts().isEmpty()) return new Wechat(_ -> Mono.empty(), Notices.NONE);
        // as a plain executor: Reactor interrupts the threads of an executor service, and native code does not like
        // that
        var scheduler = Schedulers.fromExecutor(task -> engine.execute(task));
        var once = onces.keeping("wechat", settings.duplicatesKept(), MOST_BYTES);
        var endpoint = new WechatEndpoint(
                turns, pseudonyms, allowances, once, guides, settings, clock, scheduler, callers, meters);
        return new Wechat(endpoint.routes(), endpoint.notices());
    }

    @Bean
    RouterFunction<ServerResponse> wechatRoutes(Wechat wechat) {
        return wechat.routes();
    }

    @Bean
    Notices notices(Wechat wechat) {
        return wechat.notices();
    }
}
