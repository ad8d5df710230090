package banshi.channels.orders;

import banshi.assistant.hotline.AppealType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A work order (工单) as it is kept, with the fields of the 12345 platforms. All words in it are masked.
 *
 * @param orderNo as {@code GD20260302-000123}: the day in the city's time zone, and a number of that day
 * @param version grows with every change; whoever changes it says which one he saw
 * @param source over which channel it came: {@code phone}, {@code web}, {@code wechat} …
 * @param callId of the call that it was made of; null where it was none
 * @param agentId the id of the account that took it down
 * @param callerName the surname, the rest covered
 * @param callerPhone masked; the number itself is sealed and not among this
 * @param caller pseudonym of the number, which tells that two are of one caller
 * @param confidential only who took it down, and who leads the shift, sees it
 * @param itemCode the id of the matter
 * @param district six digits of GB/T 2260
 * @param suggestedDept whose it seems to be
 * @param department to whom it was dispatched
 * @param answerGiven what the agent said on the telephone
 * @param knowledgeIds what he said it from
 * @param summarySource who wrote title and content: {@code draft}, {@code edited}, {@code agent}
 * @param result what came of it
 * @param satisfaction 1 to 5, as in 好差评
 * @param reopenOf the order whose result did not satisfy
 * @param duplicateOf the order of the same incident, as an agent says
 */
public record WorkOrder(
        String orderNo,
        int version,
        OrderState state,
        String source,
        @Nullable String callId,
        Instant receivedAt,
        String agentId,
        @Nullable String callerName,
        @Nullable String callerPhone,
        @Nullable String caller,
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
        @Nullable String department,
        @Nullable String coDept,
        @Nullable Instant dueAt,
        @Nullable String answerGiven,
        List<String> knowledgeIds,
        String summarySource,
        Instant agentConfirmedAt,
        @Nullable String result,
        @Nullable Instant replyAt,
        @Nullable Instant revisitAt,
        @Nullable String revisitResult,
        @Nullable Integer satisfaction,
        @Nullable String reopenOf,
        @Nullable String duplicateOf) {
    public WorkOrder {
        knowledgeIds = List.copyOf(knowledgeIds);
    }

    /** Whether an answer is owed and the time for it is over. */
    public boolean isOverdueAt(Instant now) {
        return dueAt != null && OrderState.DUE.contains(state) && dueAt.isBefore(now);
    }
}
