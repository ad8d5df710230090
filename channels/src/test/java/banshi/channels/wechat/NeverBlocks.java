package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;

/**
 * Fails a test in which a thread blocked that must not, an event loop above all. BlockHound cannot be taken out again, so it
 * looks away while other tests run. What it finds is remembered and not thrown: the code under test might swallow it.
 */
public final class NeverBlocks implements BeforeEachCallback, AfterEachCallback {
    private static final List<String> BLOCKED = new CopyOnWriteArrayList<>();
    private static final int SHOWN = 12;
    private static volatile boolean looking;

    static {
        BlockHound.builder()
                .loadIntegrations()
                // the clock of the tests has a lock around its queue
                .allowBlockingCallsInside(
                        "reactor.test.scheduler.VirtualTimeScheduler$VirtualTimeWorker", "doScheduleAtTime")
                .allowBlockingCallsInside("reactor.test.scheduler.VirtualTimeScheduler$TimedRunnable", "dispose")
                // who writes while another keeps the same cache up may wait for these microseconds (see Caches)
                .allowBlockingCallsInside("com.github.benmanes.caffeine.cache.BoundedLocalCache", "afterWrite")
                .disallowBlockingCallsInside("com.github.benmanes.caffeine.cache.BoundedLocalCache", "maintenance")
                // so may two that write to one connection to Redis for those in which each counts itself in
                .allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "incrementWriters")
                .allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "lockWritersExclusive")
                // and whoever starts a virtual thread, for a place in the queue of those that run
                .allowBlockingCallsInside("java.util.concurrent.ThreadPerTaskExecutor", "execute")
                .blockingMethodCallback(method -> {
                    if (!looking) return;
                    var from = from();
                    // where nobody but the JDK is on the stack, a thread of a pool waits for work
                    if (!from.isEmpty()) BLOCKED.add(Thread.currentThread().getName() + ": " + method + from);
                })
                .install();
    }

    /** The nearest frames that are not the JDK's. */
    private static String from() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith("java.")
                                && !frame.getClassName().startsWith("jdk.")
                                && !frame.getClassName().startsWith("reactor.blockhound.")
                                && !frame.getClassName().equals(NeverBlocks.class.getName()))
                        .limit(SHOWN)
                        .map(frame -> "\n    " + frame)
                        .collect(Collectors.joining()));
    }

    /** What blocked since the test began; who asks has seen it, and it fails nothing. */
    static List<String> blocked() {
        var blocked = List.copyOf(BLOCKED);
        BLOCKED.clear();
        return blocked;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        BLOCKED.clear();
        looking = true;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        looking = false;
        // on one line, for who sees no more of a report
        assertThat(String.join(" ", blocked()).replaceAll("\\s+", " "))
                .as("calls that blocked where they must not")
                .isEmpty();
    }
}
