package banshi.channels.app;

import banshi.assistant.Assistant;
import banshi.assistant.dialogue.DialogueCodec;
import banshi.channels.conversation.Conversations;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.conversation.Erasure;
import banshi.channels.conversation.TurnLog;
import banshi.channels.conversation.Turns;
import banshi.channels.privacy.Secret;
import banshi.channels.web.HealthPart;
import banshi.channels.web.WebChannel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Which channels there are and what they share (装配). What comes from outside, {@link Server} puts beside them. */
@Configuration(proxyBeanMethods = false)
@Import({
    WebServerWiring.class,
    WebChannel.class,
    WechatChannel.class,
    WecomChannel.class,
    MiniProgramChannel.class,
    MissesWiring.class,
    OrderWiring.class,
    ConsultWiring.class,
    GuideChannel.class,
    AsrWiring.class,
    GraphWiring.class,
    HotlineWiring.class,
    AccountWiring.class,
    CurationWiring.class,
    RecordWiring.class,
    StateWiring.class,
    TraceWiring.class
})
class Wiring {
    /** Answered at the same time: the encoder takes no more, and more than there are cores only makes all of them slower. */
    private static final int ENGINES = 2;

    /** May wait; at 5 ms each the last of them waits less than three seconds, which WeChat and the page allow. */
    private static final int WAITING = 1_000;

    /** What an operator may want to know is counted here. */
    @Bean
    PrometheusMeterRegistry meters() {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        return meters;
    }

    /** What is degraded, and how much waits for the engine. */
    @Bean
    MeterBinder gauges(
            ObjectProvider<HealthPart> parts, @Qualifier("engine") ThreadPoolExecutor engine, MeterRegistry meters) {
        MeterBinder gauges = registry -> {
            for (var part : parts)
                Gauge.builder("banshi.part.degraded", part, p -> p.now().state() == HealthPart.State.DEGRADED ? 1 : 0)
                        .description("1 where a part does not do what it should")
                        .tag("part", part.now().name())
                        .register(registry);
            Gauge.builder("banshi.engine.waiting", engine, e -> e.getQueue().size())
                    .description("Questions that wait for the engine")
                    .register(registry);
        };
        gauges.bindTo(meters);
        return gauges;
    }

    @Bean
    DialogueKeeper dialogueKeeper(Secret secret, MeterRegistry meters) {
        return new DialogueKeeper(new DialogueCodec(secret.keyFor("dialogues")), meters);
    }

    @Bean
    Turns turns(Assistant assistant, Conversations conversations, TurnLog log, Erasure erasure) {
        return new Turns(assistant, conversations, log, erasure);
    }

    /** On which the assistant runs, whoever asks. */
    @Bean(destroyMethod = "shutdown")
    ThreadPoolExecutor engine(TraceWiring.Traced traced, MeterRegistry meters) {
        var refused = Counter.builder("banshi.engine.refused")
                .description("Questions that were not taken because too many waited")
                .register(meters);
        return new ThreadPoolExecutor(
                ENGINES,
                ENGINES,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("engine-", 1).factory(),
                (_, _) -> {
                    refused.increment();
                    throw new RejectedExecutionException("too many questions wait");
                }) {
            @Override
            public void execute(Runnable work) {
                super.execute(traced.carrying(work));
            }
        };
    }
}
