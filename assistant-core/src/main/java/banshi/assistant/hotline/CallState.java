package banshi.assistant.hotline;

import banshi.assistant.Dialogue;
import java.util.List;

/**
 * What must be remembered of a call between two utterances (通话状态). Immutable, small; never stored: whoever has the transcript can have it again.
 *
 * @param dialogue what was spoken of
 * @param shown the cards that hold now, the most important first, at most {@value #MOST_SHOWN}
 */
public record CallState(Dialogue dialogue, List<Suggestion> shown) {
    /** As many as an agent takes in while somebody speaks. */
    public static final int MOST_SHOWN = 3;

    /** The beginning. */
    public static final CallState NEW = new CallState(Dialogue.NEW, List.of());

    public CallState {
        shown = List.copyOf(shown);
    }
}
