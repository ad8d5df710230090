package banshi.channels.app;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Keeps Spring Boot from printing why it does not start (启动失败的静默): {@link Server} says it in one sentence. Named in {@code
 * META-INF/spring.factories}; a logging level would come too late for a settings file that cannot be read.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class QuietReporter implements SpringBootExceptionReporter {
    /** For Spring Boot. */
    @SuppressWarnings("UnusedVariable") // Spring Boot looks for this constructor
    QuietReporter(ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        return true;
    }
}
