package banshi.channels.web;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Keeps dialogues in memory (内存会话) until they have been idle for a while or there are too many. */
final class CaffeineConversations implements Conversations {
    private final Cache<String, Dialogue> dialogues;

    CaffeineConversations(Duration idle, int most, Ticker ticker) {
        dialogues = Caffeine.newBuilder()
                .expireAfterAccess(idle)
                .maximumSize(most)
                .ticker(ticker)
                .build();
    }

    @Override
    public Turn next(String conversation, Function<Dialogue, Turn> reply) {
        var taken = new AtomicReference<Turn>();
        dialogues.asMap().compute(conversation, (key, dialogue) -> {
            var turn = reply.apply(dialogue == null ? Dialogue.NEW : dialogue);
            taken.setPlain(turn);
            return turn.dialogue();
        });
        return taken.getPlain();
    }

    /** How many are held, after what is over has been let go. */
    long held() {
        dialogues.cleanUp();
        return dialogues.estimatedSize();
    }
}
