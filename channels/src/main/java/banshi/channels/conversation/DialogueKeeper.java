package banshi.channels.conversation;

import banshi.assistant.Dialogue;
import banshi.assistant.dialogue.DialogueCodec;
import banshi.assistant.dialogue.DialogueCodec.Read;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives stores a dialogue's state as bytes and takes it back (对话状态保管). A state that cannot be taken back is a fresh conversation for the
 * citizen and a count in {@value #METER} for the operator, by reason: {@code other-version}, {@code forged}, {@code corrupt}, {@code
 * unwritable}. Thread-safe.
 */
public final class DialogueKeeper {
    /** How many dialogues had to begin anew. */
    static final String METER = "banshi.dialogue.lost";

    private static final Logger LOG = LoggerFactory.getLogger(DialogueKeeper.class);
    private static final int KEY_BYTES = 32;

    private final DialogueCodec codec;
    private final MeterRegistry meters;

    /** Believes what was written under the key of {@code codec}. */
    public DialogueKeeper(DialogueCodec codec, MeterRegistry meters) {
        this.codec = codec;
        this.meters = meters;
        for (var reason : Lost.values()) lost(reason); // there from the start, at none
    }

    /** Believes what it wrote itself: its key is drawn now and known to nobody else. */
    public static DialogueKeeper ofThisStart(MeterRegistry meters) {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new DialogueKeeper(new DialogueCodec(key), meters);
    }

    /** What to keep of a dialogue until {@link #open}. */
    public byte[] close(Dialogue dialogue) {
        try {
            return codec.write(dialogue);
        } catch (IllegalArgumentException e) { // it says a number or a field, never words
            loses(Lost.UNWRITABLE, String.valueOf(e.getMessage()));
            return codec.write(Dialogue.NEW);
        }
    }

    /** The dialogue that was kept; a new one if the bytes are none of ours. */
    public Dialogue open(byte[] state) {
        return switch (codec.read(state)) {
            case Read.Sound(var dialogue) -> dialogue;
            case Read.OtherVersion(var version) -> loses(Lost.OTHER_VERSION, "version " + version);
            case Read.Forged() -> loses(Lost.FORGED, "not sealed here");
            case Read.Corrupt(var why) -> loses(Lost.CORRUPT, why);
        };
    }

    private Dialogue loses(Lost reason, String why) {
        LOG.debug("a dialogue begins anew: {}, {}", reason.tag(), why);
        lost(reason).increment();
        return Dialogue.NEW;
    }

    private Counter lost(Lost reason) {
        return Counter.builder(METER)
                .description("Dialogues that had to begin anew, because their state could not be kept")
                .tag("reason", reason.tag())
                .register(meters);
    }

    private enum Lost {
        OTHER_VERSION,
        FORGED,
        CORRUPT,
        UNWRITABLE;

        String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
