package banshi.channels.app;

import banshi.assistant.Assistant;
import banshi.channels.wechat.WechatEndpoint;
import banshi.channels.wechat.WechatSettings;
import java.time.Clock;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Puts the WeChat channel together (微信通道); its accounts stand under {@code banshi.wechat}. */
@Configuration(proxyBeanMethods = false)
class WechatChannel {
    /** A turn holds a thread for some milliseconds; more threads than this only wait for the encoder. */
    private static final int THREADS = 4;

    private static final int WAITING = 1000;

    @Bean
    WechatSettings wechatSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.wechat", WechatSettings.class);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler wechatEngine() {
        return Schedulers.newBoundedElastic(THREADS, WAITING, "wechat");
    }

    @Bean
    RouterFunction<ServerResponse> wechat(
            Assistant assistant, WechatSettings settings, Clock clock, Scheduler wechatEngine) {
        return new WechatEndpoint(assistant, settings, clock, wechatEngine).routes();
    }
}
