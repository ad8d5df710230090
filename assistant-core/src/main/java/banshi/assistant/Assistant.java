package banshi.assistant;

/** Answers citizens (助手). Implementations are thread-safe and pure: the same arguments on the same release, the same turn. */
public interface Assistant {
    /**
     * Replies to one utterance.
     *
     * <p>Runs in memory on the caller's thread; a question whose meaning is unclear costs a sentence embedding (some
     * milliseconds of native code: never call it on an event loop).
     *
     * @param dialogue {@link Dialogue#NEW}, or what the last turn gave back
     */
    Turn reply(Dialogue dialogue, Utterance utterance);
}
