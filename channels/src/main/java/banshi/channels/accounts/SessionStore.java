package banshi.channels.accounts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where sessions are (会话存放处). Implementations are thread-safe; they may block. */
public interface SessionStore {
    /** Keeps it in place of the one of the same id, for so long at least. */
    void put(Session session, Duration keep);

    /** The one of that id. */
    Optional<Session> find(String id);

    /** Those of an account, in no order. */
    List<Session> of(String account);

    /** It is over. */
    void remove(Session session);
}
