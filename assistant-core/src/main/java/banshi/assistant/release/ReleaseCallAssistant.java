package banshi.assistant.release;

import banshi.assistant.hotline.CallAssistant;
import banshi.assistant.hotline.CallState;
import banshi.assistant.hotline.OrderDraft;
import banshi.assistant.hotline.Said;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listens to calls with the current release (坐席助手). */
public final class ReleaseCallAssistant implements CallAssistant {
    private final Releases releases;

    /** Listens with whichever release is the current one when something is said. */
    public ReleaseCallAssistant(Releases releases) {
        this.releases = releases;
    }

    @Override
    public CallState hear(CallState state, Said said, @Nullable String region, LocalDate day) {
        return releases.current().callListener().hear(state, said, region, day);
    }

    @Override
    public OrderDraft draft(List<Said> transcript, CallState state, LocalDate day) {
        return releases.current().orderDrafting().draft(transcript, state);
    }
}
