package banshi.channels.misses;

import java.time.Instant;
import java.util.Set;

/**
 * Something that was answered badly (没答好的一句).
 *
 * @param conversation the pseudonym of the one that it was said in; a call's own where it was on the telephone
 * @param said masked
 */
record Missed(Place place, String conversation, String channel, Instant at, String said, Set<MissKind> kinds) {
    Missed {
        kinds = Set.copyOf(kinds);
    }

    /** The same from day to day. */
    String id() {
        return place.id();
    }

    /** On the telephone. */
    static Missed heard(Place.OfCall place, Instant at, String said, Set<MissKind> kinds) {
        return new Missed(place, "call:" + place.call(), "hotline", at, said, kinds);
    }

    /**
     * At a desk.
     *
     * @param conversation the call's, where one was open; else the agent's
     */
    static Missed searched(Place.OfSearch place, String conversation, Instant at, String said, Set<MissKind> kinds) {
        return new Missed(place, conversation, "hotline", at, said, kinds);
    }
}
