package banshi.channels.conversation;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Keeps the states of dialogues in memory (内存会话) until they have been idle for a while or there are too many. */
public final class CaffeineConversations implements Conversations {
    private final Cache<String, byte[]> states;
    private final DialogueKeeper keeper;

    /**
     * Holds none yet.
     *
     * @param idle after which a dialogue is forgotten
     * @param most kept at once; beyond it the least used are forgotten
     */
    public CaffeineConversations(Duration idle, int most, Ticker ticker, DialogueKeeper keeper) {
        this(
                Caffeine.newBuilder()
                        .expireAfterAccess(idle)
                        .maximumSize(most)
                        .ticker(ticker)
                        .build(),
                keeper);
    }

    CaffeineConversations(Cache<String, byte[]> states, DialogueKeeper keeper) {
        this.states = states;
        this.keeper = keeper;
    }

    @Override
    public Turn next(String conversation, Function<Dialogue, Turn> reply) {
        var taken = new AtomicReference<Turn>();
        states.asMap().compute(conversation, (key, state) -> {
            var turn = reply.apply(state == null ? Dialogue.NEW : keeper.open(state));
            taken.setPlain(turn);
            return keeper.close(turn.dialogue());
        });
        return taken.getPlain();
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
