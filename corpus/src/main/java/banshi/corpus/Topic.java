package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a citizen may say that is no matter of ours (话题): another department's business, an emergency, a greeting, a
 * request we refuse.
 *
 * @param phone id of a phone on the allow-list; {@code {{phone}}} in the text
 * @param choices the matters to choose from where only a thing was named, the most wanted first; empty: those that the words suggest
 * @param words that make it this topic where no matter is asked about (字眼): insults and the like; in small letters, without spaces
 * @param says how people put it
 */
public record Topic(
        TopicId id,
        Act act,
        String name,
        @Nullable String phone,
        String text,
        List<MatterId> choices,
        List<String> words,
        List<String> says) {
    public Topic {
        choices = List.copyOf(choices);
        words = List.copyOf(words);
        says = List.copyOf(says);
    }

    /** What the assistant does about it (应对方式). */
    public enum Act {
        @JsonProperty("decline")
        DECLINE,
        @JsonProperty("handoff")
        HANDOFF,
        @JsonProperty("smalltalk")
        SMALLTALK,
        @JsonProperty("emergency")
        EMERGENCY,
        /** Something is named, not what is wanted with it: asks which matter is meant. */
        @JsonProperty("clarify")
        CLARIFY,
        /** Nothing is named yet: asks what it is about. */
        @JsonProperty("opening")
        OPENING;

        /** Whether the citizen has only begun. */
        public boolean isBeginning() {
            return this == CLARIFY || this == OPENING;
        }
    }
}
