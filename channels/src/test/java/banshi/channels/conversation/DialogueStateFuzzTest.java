package banshi.channels.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.dialogue.DialogueCodec;
import banshi.channels.fuzz.Fuzz;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Whatever lies in a store as a dialogue's state, the dialogue goes on or begins anew; nothing fails. */
class DialogueStateFuzzTest {
    private static final byte[] KEY = "one key for all of a cluster's nodes".getBytes(UTF_8);
    private static final int SEAL = 16;
    private static final Dialogue TOLD =
            new Dialogue(List.of(new Choice("1", "补办户口本", null, null)), List.of(), null, "本子");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "null",
            "true",
            "-1",
            "1e999",
            "\\u0000",
            "\\ud800",
            "[".repeat(3_000),
            "户");

    private final DialogueKeeper keeper = new DialogueKeeper(new DialogueCodec(KEY), new SimpleMeterRegistry());

    @Test
    void states() {
        var sound = keeper.close(TOLD);
        Fuzz.again("dialogue states", random -> {
            var spoilt = Fuzz.spoilt(sound, PIECES, random);
            if (!Arrays.equals(spoilt, sound))
                assertThat(keeper.open(spoilt)).as(Arrays.toString(spoilt)).isEqualTo(Dialogue.NEW);
        });
    }

    /** Rightly sealed, as another version of the program might have done. */
    @Test
    void sealedBodies() {
        var sound = keeper.close(TOLD);
        var body = Arrays.copyOfRange(sound, 1 + SEAL, sound.length);
        Fuzz.again("dialogue bodies", random -> {
            var state = sealed(sound[0], Fuzz.spoilt(body, PIECES, random));
            assertThat(keeper.open(state)).as(Arrays.toString(state)).isNotNull();
        });
        assertThat(keeper.open(sealed(sound[0], body)))
                .as("the seal of this test")
                .isEqualTo(TOLD);
    }

    private static byte[] sealed(byte version, byte[] body) {
        var state = new byte[1 + SEAL + body.length];
        state[0] = version;
        System.arraycopy(body, 0, state, 1 + SEAL, body.length);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            mac.update(version);
            System.arraycopy(mac.doFinal(body), 0, state, 1, SEAL);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
        return state;
    }
}
