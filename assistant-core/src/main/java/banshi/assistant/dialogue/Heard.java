package banshi.assistant.dialogue;

import banshi.assistant.understanding.Reading;
import java.util.Map;

/**
 * What was understood of an utterance (听到的); nothing of the words themselves.
 *
 * @param reading what is asked
 * @param told what it lets be known of a case of the likeliest matter: situation id → option id
 * @param lasting whether it asks how long what one gets is valid, which no aspect is about
 */
public record Heard(Reading reading, Map<String, String> told, boolean lasting) {
    public Heard {
        told = Map.copyOf(told);
    }
}
