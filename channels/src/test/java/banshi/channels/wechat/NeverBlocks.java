package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;

/**
 * Fails a test in which a thread blocked that must not, an event loop above all. BlockHound cannot be taken out again, so it
 * looks away while other tests run. What it finds is remembered and not thrown: the code under test might swallow it.
 */
final class NeverBlocks implements BeforeEachCallback, AfterEachCallback {
    private static final List<String> BLOCKED = new CopyOnWriteArrayList<>();
    private static volatile boolean looking;

    static {
        BlockHound.builder()
                .loadIntegrations()
                .blockingMethodCallback(method -> {
                    if (looking) BLOCKED.add(Thread.currentThread().getName() + ": " + method + from());
                })
                .install();
    }

    private static String from() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(f -> f.getClassName().startsWith("banshi.")
                                && !f.getClassName().equals(NeverBlocks.class.getName()))
                        .findFirst()
                        .map(f -> " from " + f)
                        .orElse(""));
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
        assertThat(blocked()).as("calls that blocked where they must not").isEmpty();
    }
}
