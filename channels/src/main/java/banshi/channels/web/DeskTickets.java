package banshi.channels.web;

import banshi.channels.accounts.Present;
import banshi.channels.cache.Caches;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** With which a browser opens a desk's line (坐席票据), as it cannot show its session in the first frame: each good once, for {@link #GOOD_FOR}. Thread-safe. */
final class DeskTickets {
    static final Duration GOOD_FOR = Duration.ofSeconds(30);

    private static final int BYTES = 32;
    private static final int MOST = 10_000;

    private final SecureRandom random = random();
    private final Cache<String, Holder> issued;

    /** Asks the operating system now and not again, as tickets are given on event loops. */
    private static SecureRandom random() {
        try {
            var random = SecureRandom.getInstance("DRBG");
            random.nextBytes(new byte[BYTES]);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no DRBG", e);
        }
    }

    DeskTickets(Ticker ticker) {
        issued = Caches.newBuilder()
                .expireAfterWrite(GOOD_FOR)
                .maximumSize(MOST)
                .ticker(ticker)
                .build();
    }

    /**
     * Whose ticket it is.
     *
     * @param token of the session in which it was given
     */
    record Holder(Present present, String token) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Holder[" + present.account().name() + "]";
        }
    }

    /** A new one. */
    String issue(Holder holder) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        issued.put(ticket, holder);
        return ticket;
    }

    /** Whose it is, if it is good; it is not any more. */
    @Nullable
    Holder take(String ticket) {
        return issued.asMap().remove(ticket);
    }
}
