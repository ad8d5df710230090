package banshi.channels.guide;

import banshi.assistant.Guide;
import banshi.assistant.Turn;
import banshi.assistant.release.Guides;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Makes links to guided applications and follows them (导办链接). A link is good on the day it is made and the next, so for 24 hours at least.
 * Thread-safe; some microseconds a link.
 */
public final class GuideLinks {
    private static final String PATH = "/guide/";

    private final Guides guides;
    private final GuideSecret secret;
    private final @Nullable URI publicUrl;
    private final Clock clock;
    private final LongAdder opened = new LongAdder();
    private final LongAdder gone = new LongAdder();
    private final Map<GuideToken.Reason, LongAdder> refused = new EnumMap<>(GuideToken.Reason.class);

    /**
     * Makes links for one server, or for several of one secret.
     *
     * @param publicUrl where citizens reach the server, for channels that need whole addresses; null where nobody has said
     * @param clock in the city's time zone
     */
    public GuideLinks(Guides guides, GuideSecret secret, @Nullable URI publicUrl, Clock clock) {
        this.guides = guides;
        this.secret = secret;
        this.publicUrl = publicUrl;
        this.clock = clock;
        for (var reason : GuideToken.Reason.values()) refused.put(reason, new LongAdder());
    }

    /** An address on this server; null where the turn is the beginning of no application. */
    public @Nullable String path(Turn turn) {
        var application = turn.application();
        if (application == null) return null;
        var tomorrow = LocalDate.now(clock).plusDays(1);
        return PATH + new GuideToken(application, turn.release(), tomorrow).sealed(secret);
    }

    /** A whole address, where it is known which; nothing where the turn is the beginning of no application. */
    public Optional<String> address(Turn turn) {
        var path = path(turn);
        if (publicUrl == null || path == null) return Optional.empty();
        var base = publicUrl.toString();
        return Optional.of((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** What came of following a link. */
    sealed interface Followed {
        record Found(Guide guide) implements Followed {}

        /** It was ours; it is over, or the content has changed. */
        record Gone() implements Followed {}

        /** It is none of ours. */
        record Unknown() implements Followed {}
    }

    Followed follow(String token) {
        var today = LocalDate.now(clock);
        return switch (GuideToken.open(token, secret, today)) {
            case GuideToken.Opened.Refused(var reason) -> {
                count(reason);
                yield switch (reason) {
                    case MALFORMED, FORGED -> new Followed.Unknown();
                    case VERSION, EXPIRED -> new Followed.Gone();
                };
            }
            case GuideToken.Opened.Good(var good) -> {
                var guide = guides.guide(good.application(), today);
                (guide.isPresent() ? opened : gone).increment();
                yield guide.<Followed>map(Followed.Found::new).orElseGet(Followed.Gone::new);
            }
        };
    }

    private void count(GuideToken.Reason reason) {
        var counter = refused.get(reason);
        if (counter != null) counter.increment();
    }

    /** Since the start: {@code opened}, {@code gone} (the content has changed), and one for each reason for which links were refused. */
    public Map<String, Long> counts() {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("opened", opened.sum());
        counts.put("gone", gone.sum());
        refused.forEach((reason, count) -> counts.put(reason.name().toLowerCase(Locale.ROOT), count.sum()));
        return counts;
    }
}
