package banshi.channels.redis;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.channels.conversation.Conversations;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.privacy.Pseudonyms;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

/**
 * Dialogues that several servers take turns in (共享会话). Under a pseudonym lies the sealed state; a turn replaces the state that it began with, or begins again
 * with the one that somebody else has put there. While Redis is away, dialogues go on in this server. Thread-safe; blocks.
 */
public final class RedisConversations implements Conversations {
    private static final String REPLACE = """
            if (redis.call('GET', KEYS[1]) or '') == ARGV[1] then
              redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
              return 1
            end
            return 0
            """;
    private static final byte[] NONE = new byte[0];
    private static final int MOST_TRIES = 50;

    private final SharedState shared;
    private final Conversations alone;
    private final DialogueKeeper keeper;
    private final Pseudonyms pseudonyms;
    private final Duration idle;

    /**
     * Dialogues in a Redis.
     *
     * @param alone where they go on while it is away
     * @param idle after which a dialogue is forgotten
     */
    public RedisConversations(
            SharedState shared, Conversations alone, DialogueKeeper keeper, Pseudonyms pseudonyms, Duration idle) {
        this.shared = shared;
        this.alone = alone;
        this.keeper = keeper;
        this.pseudonyms = pseudonyms;
        this.idle = idle;
    }

    @Override
    public Turn next(String conversation, Function<Dialogue, Turn> reply) {
        var key = key(conversation);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            byte[] before;
            try {
                var state = shared.connected().sync().get(key);
                before = state == null ? NONE : state;
            } catch (RedisException e) {
                shared.isAway(e);
                return alone.next(conversation, reply);
            }
            var turn = reply.apply(before.length == 0 ? Dialogue.NEW : keeper.open(before));
            try {
                if (replace(key, before, keeper.close(turn.dialogue()))) {
                    shared.isBack();
                    return turn;
                }
            } catch (RedisException e) { // the reply stands; the next turn does not know of it
                shared.isAway(e);
                return turn;
            }
        }
        throw new IllegalStateException("a conversation is taken further elsewhere all the time");
    }

    private boolean replace(String key, byte[] before, byte[] after) {
        Long done = shared.connected()
                .sync()
                .eval(
                        REPLACE,
                        ScriptOutputType.INTEGER,
                        new String[] {key},
                        before,
                        after,
                        String.valueOf(idle.toMillis()).getBytes(StandardCharsets.US_ASCII));
        return done == 1;
    }

    @Override
    public void forget(String conversation) {
        alone.forget(conversation);
        try {
            shared.connected().sync().del(key(conversation));
        } catch (RedisException e) {
            shared.isAway(e); // it goes when it has been idle
        }
    }

    private String key(String conversation) {
        return SharedState.PREFIX + "dialogue:" + pseudonyms.of(conversation);
    }
}
