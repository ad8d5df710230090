package banshi.channels.app;

import banshi.assistant.dialogue.DialogueCodec;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.privacy.Secret;
import banshi.channels.web.WebChannel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Which channels there are and what they share (装配). What comes from outside, {@link Server} puts beside them. */
@Configuration(proxyBeanMethods = false)
@Import({
    WebServerWiring.class,
    WebChannel.class,
    WechatChannel.class,
    GuideChannel.class,
    GraphWiring.class,
    RecordWiring.class
})
class Wiring {
    /** Answered at the same time: the encoder takes no more, and more than there are cores only makes all of them slower. */
    private static final int ENGINES = 2;

    /** May wait; at 3 ms each the last of them waits less than half a second. */
    private static final int WAITING = 256;

    /** What an operator may want to know is counted here. */
    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    DialogueKeeper dialogueKeeper(Secret secret, MeterRegistry meters) {
        return new DialogueKeeper(new DialogueCodec(secret.keyFor("dialogues")), meters);
    }

    /** On which the assistant runs, whoever asks. */
    @Bean(destroyMethod = "shutdown")
    ThreadPoolExecutor engine() {
        return new ThreadPoolExecutor(
                ENGINES,
                ENGINES,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("engine-", 1).factory());
    }
}
