package banshi.channels.conversation;

/** Takes away what was written down of a conversation (清除记录). Implementations are thread-safe and return at once; they never fail. */
public interface Erasure {
    /** Where nothing is written down. */
    Erasure NONE = conversation -> {};

    /**
     * Takes away all that is written down now.
     *
     * @param conversation with its channel, as {@code wechat\n5f0c2f64}
     */
    void erase(String conversation);
}
