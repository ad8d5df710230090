package banshi.assistant.dialogue;

import banshi.assistant.understanding.Reading;
import java.util.Map;

/**
 * What was understood of an utterance (听到的); nothing of the words themselves.
 *
 * @param reading what is asked
 * @param told what it lets be known of a case of the likeliest matter: situation id → option id
 */
public record Heard(Reading reading, Map<String, String> told) {
    public Heard {
        told = Map.copyOf(told);
    }
}
