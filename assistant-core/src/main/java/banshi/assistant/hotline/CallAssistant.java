package banshi.assistant.hotline;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listens to calls (坐席辅助). Implementations are thread-safe and pure: the same arguments on the same release, the same outcome. */
public interface CallAssistant {
    /**
     * Hears one utterance.
     *
     * <p>Runs on the caller's thread, in memory; unclear words cost a sentence embedding, some milliseconds of native code: never call it on an event loop. Whoever says the
     * same utterance again in other words gives the state from before it.
     *
     * @param state {@link CallState#NEW}, or what the last utterance gave back
     * @param region a six-digit GB/T 2260 code, or null where it is not known
     * @param day on which answers must be valid
     */
    CallState hear(CallState state, Said said, @Nullable String region, LocalDate day);

    /**
     * Drafts the work order of a call.
     *
     * @param transcript all of it, in order
     * @param state after the last of it
     */
    OrderDraft draft(List<Said> transcript, CallState state, LocalDate day);
}
