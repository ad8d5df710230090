package banshi.channels.wechat;

import banshi.channels.cache.Caches;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * Signatures that came with a message (防重放). In a plain post the signature says nothing of the body, so whoever saw one could send words of their own with it
 * while it is fresh; it is taken for one message only, which WeChat may post again. Thread-safe; in this process alone.
 */
final class SeenNonces {
    private static final int MOST = 200_000;

    private final Cache<String, String> messages;

    /** @param fresh how long before and after its time a signature is taken */
    SeenNonces(Duration fresh, Ticker ticker) {
        messages = Caches.newBuilder()
                .expireAfterWrite(fresh.multipliedBy(2))
                .maximumSize(MOST)
                .ticker(ticker)
                .build();
    }

    /**
     * Whether a signature comes for the first time, or with the same message as before.
     *
     * @param signature with time and nonce, which it was made of
     * @param message what tells a message from others
     */
    boolean belongTogether(String signature, String message) {
        var first = messages.asMap().putIfAbsent(signature, message);
        return first == null || first.equals(message);
    }
}
