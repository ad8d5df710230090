package banshi.channels.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Who has logged in, for how long, and how often at the same time (登录会话管理). Thread-safe; blocks. */
public final class Sessions {
    /** How exactly is known when one was last used. */
    static final Duration PRECISION = Duration.ofSeconds(20);

    private static final int TOKEN_BYTES = 32;

    private final SessionStore store;
    private final AccountSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Those in a store. */
    public Sessions(SessionStore store, AccountSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One that begins (新会话).
     *
     * @param token what the browser is to show, and nobody else knows
     */
    public record Opened(String token, Session session) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Opened[" + session + "]";
        }
    }

    /** One more; where there are too many of the account, the oldest end. */
    public Opened open(Account account, boolean secondFactor) {
        return open(account, secondFactor, clock.instant());
    }

    /** One in place of another, under another token, as whoever knew the old one may not be whoever has proved more. */
    Opened replace(Session old, Account account, boolean secondFactor) {
        store.remove(old);
        return open(account, secondFactor, old.openedAt());
    }

    private Opened open(Account account, boolean secondFactor, Instant since) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var session = new Session(id(token), account.id(), account.generation(), secondFactor, since, clock.instant());
        keep(session);
        of(account).stream()
                .filter(other -> !other.id().equals(session.id()))
                .skip(settings.sessions() - 1)
                .forEach(store::remove);
        return new Opened(token, session);
    }

    private void keep(Session session) {
        store.put(session, settings.idle().plus(PRECISION));
    }

    /** The one that a browser shows, if it is not over; it has been used. */
    public Optional<Session> shown(String token) {
        var found = store.find(id(token)).filter(this::isOpen);
        var now = clock.instant();
        found.filter(session -> session.seenAt().plus(PRECISION).isBefore(now))
                .ifPresent(session -> keep(session.seen(now)));
        return found;
    }

    private boolean isOpen(Session session) {
        var now = clock.instant();
        return now.isBefore(session.seenAt().plus(settings.idle()))
                && now.isBefore(session.openedAt().plus(settings.longest()));
    }

    /** The open ones of an account, the newest first. */
    public List<Session> of(Account account) {
        return store.of(account.id()).stream()
                .filter(session -> session.generation() == account.generation())
                .filter(this::isOpen)
                .sorted(Comparator.comparing(Session::openedAt)
                        .thenComparing(Session::seenAt)
                        .reversed())
                .toList();
    }

    /** It is over. */
    public void end(Session session) {
        store.remove(session);
    }

    /** So that whoever reads the store cannot show what lies there. */
    private static String id(String token) {
        return HexFormat.of().formatHex(Sha256.digest().digest(token.getBytes(UTF_8)));
    }
}
