package banshi.channels.app;

import banshi.channels.asr.Asr;
import banshi.channels.asr.AsrSettings;
import banshi.channels.asr.CallEvents;
import banshi.channels.asr.Hotwords;
import banshi.channels.web.ApiKeys;
import banshi.channels.web.HealthPart;
import banshi.channels.web.HealthPart.Now;
import banshi.channels.web.HealthPart.State;
import banshi.channels.web.OpenSettings;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Hears calls by their sound (语音识别装配), where {@code banshi.hotline.asr.engine} names a recogniser; else nothing is started. */
@Configuration(proxyBeanMethods = false)
class AsrWiring {
    /** Before the pages, which take every address. */
    private static final int FIRST = -1;

    /** What there is of it. */
    record Hearing(@Nullable Asr asr) implements AutoCloseable {
        @Override
        public void close() {
            if (asr != null) asr.close();
        }
    }

    /** What an operator has set. */
    static AsrSettings settings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.hotline.asr", AsrSettings.class);
    }

    /** @param events asked for only where there is something to tell */
    @Bean
    Hearing hearing(
            Environment environment,
            CurationWiring.Source source,
            ObjectProvider<CallEvents> events,
            ApiKeys keys,
            Clock clock) {
        var settings = settings(environment);
        if (settings.engine() == null) return new Hearing(null);
        var hotwords =
                new Hotwords(() -> source.knowledge().join().served().current().content());
        return new Hearing(new Asr(
                settings,
                hotwords,
                events.getObject(),
                key -> keys.requireSecret(key, OpenSettings.Scope.HOTLINE),
                clock));
    }

    @Bean
    HandlerMapping soundOfCalls(Hearing hearing) {
        var asr = hearing.asr();
        return new SimpleUrlHandlerMapping(asr == null ? Map.of() : Map.of(Asr.PATH, asr.streams()), FIRST);
    }

    @Bean
    HealthPart asrHealth(Hearing hearing, Clock clock) {
        var asr = hearing.asr();
        if (asr == null) {
            var off = new Now("asr", State.OFF, clock.instant(), null, Map.of());
            return () -> off;
        }
        return () -> {
            int without = asr.withoutRecogniser();
            return new Now(
                    "asr",
                    without == 0 ? State.OK : State.DEGRADED,
                    null,
                    without == 0 ? null : "有 " + without + " 路声音连不上语音识别，通话照常，只是没有文字；请检查 banshi.hotline.asr.url",
                    asr.counts());
        };
    }
}
