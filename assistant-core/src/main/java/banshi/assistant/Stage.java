package banshi.assistant;

import java.util.function.Supplier;

/**
 * What takes its time while a reply is made (答复阶段). The code of a reply says where one begins; whoever watches the reply hears of it, and where nobody
 * does, it costs some nanoseconds. Stages follow one another without gaps, and one may come again.
 */
public enum Stage {
    /** Normalising and taking apart what was said, and what of it needs no reading. */
    READ,
    /** Reading by words alone. */
    WORDS,
    /** Making sentence vectors, where words are not clear. */
    ENCODE,
    /** Reading by words and meaning. */
    MEANING,
    /** Deciding what to do, and what to ask of the case. */
    POLICY,
    /** Finding and filling in the approved words. */
    COMPOSE,
    /** Waiting for a language model to make a whole question of a follow-up, and checking it. */
    REWRITE;

    private static final ScopedValue<StageWatch> WATCH = ScopedValue.newInstance();

    /** Has the stages of a reply that is made on this thread watched. */
    public static <T> T watched(StageWatch watch, Supplier<T> reply) {
        return ScopedValue.where(WATCH, watch).call(reply::get);
    }

    /** Says that this one begins, and so that the one before is over. */
    public void begins() {
        if (WATCH.isBound()) WATCH.get().begins(this);
    }
}
