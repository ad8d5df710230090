package banshi.channels.app;

import banshi.assistant.hotline.AppealType;
import banshi.assistant.hotline.CallAssistant;
import banshi.assistant.hotline.CallState;
import banshi.assistant.hotline.OrderDraft;
import banshi.assistant.hotline.Said;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes nothing of calls (不听电话), where no release listens to them: they are kept and shown all the same. */
final class NobodyListens implements CallAssistant {
    @Override
    public CallState hear(CallState state, Said said, @Nullable String region, LocalDate day) {
        return state;
    }

    @Override
    public OrderDraft draft(List<Said> transcript, CallState state, LocalDate day) {
        return new OrderDraft(
                true, new OrderDraft.Found<>(AppealType.OTHER, List.of()), null, null, null, "", List.of());
    }
}
