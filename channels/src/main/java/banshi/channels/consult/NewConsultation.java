package banshi.channels.consult;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent asks (新咨询); see {@link Consultation}. Words need not be masked yet.
 *
 * @param id of whoever asks' choice: a second time it is the same consultation
 */
public record NewConsultation(
        String id,
        @Nullable String callId,
        @Nullable String handoff,
        @Nullable String matter,
        @Nullable String aspect,
        @Nullable String department,
        String question,
        List<String> words) {
    /** Keeps the list as it is. */
    public NewConsultation {
        words = List.copyOf(words);
    }
}
