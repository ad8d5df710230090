package banshi.channels.app;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Serves nothing but what it is sent (空服务): JSON in, the same JSON out, at {@code POST /echo} on the loopback address. What the
 * framework costs by itself, for the load test to compare with.
 */
@Command(
        name = "echo",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Serves what it is sent, for load tests.")
final class EchoCommand implements Callable<Integer> {
    @Option(names = "--port", required = true, paramLabel = "N", description = "0 takes a free one.")
    private int port;

    /** For picocli. */
    EchoCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        var closed = new CountDownLatch(1);
        try (var context = start(port)) {
            context.addApplicationListener(event -> {
                if (event instanceof ContextClosedEvent) closed.countDown();
            });
            closed.await();
        }
        return 0;
    }

    static ConfigurableApplicationContext start(int port) {
        var spring = new SpringApplication(EchoWiring.class);
        spring.setWebApplicationType(WebApplicationType.REACTIVE);
        spring.setDefaultProperties(new LinkedHashMap<>(Server.DEFAULTS));
        return spring.run("--server.address=127.0.0.1", "--server.port=" + port);
    }

    /** The parts of it. */
    @Configuration(proxyBeanMethods = false)
    @Import({WebServerWiring.class, Echo.class})
    static class EchoWiring {}

    /** What a citizen would have said. */
    record Said(String conversation, String text) {}

    @RestController
    static final class Echo {
        @PostMapping("/echo")
        Said echo(@RequestBody Said said) {
            return said;
        }
    }
}
