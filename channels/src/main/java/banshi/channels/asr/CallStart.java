package banshi.channels.asr;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call when its sound begins (通话开始).
 *
 * @param callId {@link CallIds valid}
 * @param at when
 * @param phoneMasked whose call, as the telephone system masks it; null where it does not say
 * @param agentId the log-in name of who takes it; null where that is not known
 * @param district a six-digit code; null where that is not known
 */
public record CallStart(
        String callId,
        Instant at,
        @Nullable String phoneMasked,
        @Nullable String agentId,
        @Nullable String district) {}
