package banshi.eval.soak;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the server has acknowledged, by conversation, and so must have kept (应留存的记录). Thread-safe. */
final class Kept {
    private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();

    /** What was acknowledged of one conversation. */
    static final class Conversation {
        private final Queue<String> turns = new ConcurrentLinkedQueue<>();
        private final Set<String> opinions = ConcurrentHashMap.newKeySet();
        private volatile boolean rated;

        List<String> turns() {
            return List.copyOf(turns);
        }

        Set<String> opinions() {
            return Set.copyOf(opinions);
        }

        boolean isRated() {
            return rated;
        }
    }

    void turn(String conversation, String turn) {
        of(conversation).turns.add(turn);
    }

    void opinion(String conversation, String turn) {
        of(conversation).opinions.add(turn);
    }

    void rating(String conversation) {
        of(conversation).rated = true;
    }

    boolean isRated(String conversation) {
        return of(conversation).rated;
    }

    Map<String, Conversation> all() {
        return Map.copyOf(conversations);
    }

    /** Turns, opinions and ratings, all together. */
    int acknowledged() {
        return conversations.values().stream()
                .mapToInt(c -> c.turns.size() + c.opinions.size() + (c.rated ? 1 : 0))
                .sum();
    }

    private Conversation of(String conversation) {
        return conversations.computeIfAbsent(conversation, _ -> new Conversation());
    }
}
