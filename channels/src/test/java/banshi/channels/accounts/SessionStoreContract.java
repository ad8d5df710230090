package banshi.channels.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every place for sessions does. */
public abstract class SessionStoreContract {
    private static final Duration LONG = Duration.ofHours(1);

    /** An empty one. */
    protected abstract SessionStore store();

    private static Session session(String id, String account) {
        return new Session(
                id, account, 3, true, Instant.parse("2026-11-21T08:00:00Z"), Instant.parse("2026-11-21T08:01:00Z"));
    }

    @Test
    void keepsWhatIsPutThere() {
        var store = store();
        store.put(session("a", "li"), LONG);
        store.put(session("b", "li"), LONG);
        store.put(session("c", "wang"), LONG);

        assertThat(store.find("a")).hasValue(session("a", "li"));
        assertThat(store.find("x")).isEmpty();
        assertThat(store.of("li")).containsExactlyInAnyOrder(session("a", "li"), session("b", "li"));
        store.remove(session("a", "li"));
        assertThat(store.find("a")).isEmpty();
        assertThat(store.of("li")).containsExactly(session("b", "li"));
    }

    @Test
    void replacesTheOneOfTheSameId() {
        var store = store();
        store.put(session("a", "li"), LONG);
        var seen = session("a", "li").seen(Instant.parse("2026-11-21T09:00:00Z"));
        store.put(seen, LONG);

        assertThat(store.of("li")).containsExactly(seen);
    }
}
