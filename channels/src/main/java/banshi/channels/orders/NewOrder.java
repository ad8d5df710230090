package banshi.channels.orders;

import banshi.assistant.hotline.AppealType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has confirmed (待登记工单), to be made a work order. Words as they were written; they are masked before they are kept.
 *
 * @param callId of the call; the same call makes one order only. Null where there is none
 * @param callerPhone a number, or one that is masked already
 * @param suggestedDept the draft's; the department of the matter goes first
 * @param answerGiven what was said on the telephone
 * @param summarySource {@code draft}, {@code edited} or {@code agent}
 * @param acceptable what the draft says
 * @param answeredAtOnce whether nothing is left to be done
 */
public record NewOrder(
        String source,
        @Nullable String callId,
        @Nullable String callerName,
        @Nullable String callerPhone,
        boolean confidential,
        AppealType appealType,
        @Nullable String topicCode,
        @Nullable String itemCode,
        String title,
        String content,
        @Nullable String incidentAddress,
        @Nullable String district,
        @Nullable Instant incidentTime,
        Urgency urgency,
        @Nullable String relatedParty,
        @Nullable String suggestedDept,
        @Nullable String coDept,
        @Nullable String answerGiven,
        List<String> knowledgeIds,
        String summarySource,
        boolean acceptable,
        boolean answeredAtOnce) {
    public NewOrder {
        knowledgeIds = List.copyOf(knowledgeIds);
    }
}
