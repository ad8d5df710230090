package banshi.channels.misses;

import org.jspecify.annotations.Nullable;

/** Where the words of a miss lie (出处): what goes when they go. */
sealed interface Place {
    /** In a turn of a conversation. */
    record OfTurn(String turn) implements Place {}

    /** In what an agent searched for. */
    record OfSearch(long search) implements Place {}

    /**
     * In what a caller said.
     *
     * @param feedback what an agent made of the card that it brought; null where the whole call came to nothing
     */
    record OfCall(String call, String utterance, @Nullable Long feedback) implements Place {}

    /** Tells it apart from all others; from day to day the same. */
    default String id() {
        return switch (this) {
            case OfTurn(var turn) -> "turn:" + turn;
            case OfSearch(var search) -> "search:" + search;
            case OfCall heard -> heard.feedback() == null ? "call:" + heard.call() : "feedback:" + heard.feedback();
        };
    }
}
