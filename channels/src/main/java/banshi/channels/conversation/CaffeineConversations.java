package banshi.channels.conversation;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.channels.cache.Caches;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the states of dialogues in memory (内存会话) until they have been idle for a while or there are too many. One that is forgotten while a turn is taken
 * takes that turn with it.
 */
public final class CaffeineConversations implements Conversations {
    private final Cache<String, AtomicReference<byte @Nullable []>> states;
    private final DialogueKeeper keeper;

    /**
     * Holds none yet.
     *
     * @param idle after which a dialogue is forgotten
     * @param most kept at once; beyond it the least used are forgotten
     */
    public CaffeineConversations(Duration idle, int most, Ticker ticker, DialogueKeeper keeper) {
        this(
                Caches.newBuilder()
                        .expireAfterAccess(idle)
                        .maximumSize(most)
                        .ticker(ticker)
                        .build(),
                keeper);
    }

    CaffeineConversations(Cache<String, AtomicReference<byte @Nullable []>> states, DialogueKeeper keeper) {
        this.states = states;
        this.keeper = keeper;
    }

    @Override
    public Turn next(String conversation, Function<Dialogue, Turn> reply) {
        // not within the cache: a reply may take its time, and the cache would have others wait for it
        var held = states.get(conversation, _ -> new AtomicReference<>());
        synchronized (held) {
            var state = held.getPlain();
            var turn = reply.apply(state == null ? Dialogue.NEW : keeper.open(state));
            held.setPlain(keeper.close(turn.dialogue()));
            return turn;
        }
    }

    @Override
    public void forget(String conversation) {
        states.invalidate(conversation);
    }

    /** How many are held, after what is over has been let go. */
    long held() {
        states.cleanUp();
        return states.estimatedSize();
    }
}
