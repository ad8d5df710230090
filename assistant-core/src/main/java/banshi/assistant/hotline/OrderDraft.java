package banshi.assistant.hotline;

import banshi.corpus.MatterId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A work order as a call suggests it (工单草稿); nothing of it counts before an agent has confirmed it.
 *
 * @param acceptable false where no work order may be made of it: danger, which is for 110, 119, 120
 * @param type with the utterances that show it; so with the others
 * @param matter null where it is none of ours
 * @param department whose it is; null where that is not known
 * @param address where it happened, masked; null where nobody said
 * @param title in a line
 * @param points what the caller said and wants, in order, in words that an agent would write
 */
public record OrderDraft(
        boolean acceptable,
        Found<AppealType> type,
        @Nullable Found<MatterId> matter,
        @Nullable Found<String> department,
        @Nullable Found<String> address,
        String title,
        List<Found<String>> points) {
    public OrderDraft {
        points = List.copyOf(points);
    }

    /**
     * One field.
     *
     * @param utterances the ids of those that it comes from, in order; may be empty
     */
    public record Found<T>(T value, List<String> utterances) {
        public Found {
            utterances = List.copyOf(utterances);
        }
    }
}
