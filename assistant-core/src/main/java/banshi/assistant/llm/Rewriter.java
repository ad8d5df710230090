package banshi.assistant.llm;

/** Makes a whole question of a follow-up (改写器). Implementations are thread-safe. */
interface Rewriter {
    /**
     * The whole question; what comes back is not to be trusted.
     *
     * @param said the follow-up, without what tells who somebody is
     * @throws ModelFailure if none came in time
     */
    String rewrite(Spoken about, String said);
}
