package banshi.assistant.dialogue;

import banshi.assistant.understanding.Reading;
import banshi.corpus.TopicId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was understood of an utterance (听到的); nothing of the words themselves.
 *
 * @param reading what is asked
 * @param told what it lets be known of a case of the likeliest matter: situation id → option id
 * @param lasting whether it asks how long what one gets is valid, which no aspect is about
 * @param topic whose words are in it, as insults are; null as a rule
 */
public record Heard(
        Reading reading,
        Map<String, String> told,
        boolean lasting,
        @Nullable TopicId topic) {
    public Heard {
        told = Map.copyOf(told);
    }

    /** The same, with words of a topic besides. */
    Heard with(TopicId topic) {
        return new Heard(reading, told, lasting, topic);
    }
}
