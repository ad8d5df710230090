package banshi.channels.conversation;

import banshi.assistant.Utterance;

/** Where it is written down how single replies went (答复追踪). Implementations are thread-safe and return at once; they never fail. */
@FunctionalInterface
public interface ReplyTraces {
    /** Writes nothing down. */
    ReplyTraces NONE = (channel, act, laps) -> {};

    /**
     * A reply was made just now, by this thread.
     *
     * @param act as the HTTP contract names it, or {@value MeasuredAssistant#FAILED}
     */
    void made(Utterance.Channel channel, String act, Laps laps);
}
