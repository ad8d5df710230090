package banshi.channels.conversation;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What may become of a state in a store, for tests. */
public enum LostStates {
    /** Somebody wrote into it. */
    CHANGED("forged"),
    /** Another version of the program wrote it. */
    OF_ANOTHER_VERSION("other-version"),
    /** Nothing is left. */
    EMPTY("corrupt"),
    /** Nearly nothing is left. */
    CUT("corrupt");

    private final String reason;

    LostStates(String reason) {
        this.reason = reason;
    }

    /** As it is counted. */
    public String reason() {
        return reason;
    }

    /** What is left of a sound state. */
    public byte[] of(byte[] state) {
        var spoilt = state.clone();
        switch (this) {
            case CHANGED -> spoilt[spoilt.length - 2] ^= 1;
            case OF_ANOTHER_VERSION -> spoilt[0]++;
            case EMPTY -> spoilt = new byte[0];
            case CUT -> spoilt = Arrays.copyOf(state, 9);
        }
        return spoilt;
    }

    /** What an operator sees: reason → how many. */
    public static Map<String, Integer> counted(MeterRegistry meters) {
        return meters.find("banshi.dialogue.lost").counters().stream()
                .collect(Collectors.toMap(c -> c.getId().getTag("reason"), c -> (int) c.count()));
    }
}
