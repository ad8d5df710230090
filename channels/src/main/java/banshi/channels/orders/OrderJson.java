package banshi.channels.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A work order as programs read it (工单 JSON), by the names of the 12345 platforms; what is not known is null. */
public final class OrderJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private OrderJson() {}

    /** All that is not sealed. */
    public static ObjectNode of(WorkOrder order) {
        var json = JSON.createObjectNode();
        json.put("orderNo", order.orderNo());
        json.put("version", order.version());
        json.put("state", order.state().word());
        json.put("stateName", order.state().chinese());
        json.put("source", order.source());
        json.put("callId", order.callId());
        json.put("receivedAt", order.receivedAt().toString());
        json.put("agentId", order.agentId());
        json.put("callerName", order.callerName());
        json.put("callerPhone", order.callerPhone());
        json.put("confidential", order.confidential());
        json.put("appealType", order.appealType().word());
        json.put("appealTypeName", order.appealType().chinese());
        json.put("topicCode", order.topicCode());
        json.put("itemCode", order.itemCode());
        json.put("title", order.title());
        json.put("content", order.content());
        json.put("incidentAddress", order.incidentAddress());
        json.put("district", order.district());
        json.put("incidentTime", text(order.incidentTime()));
        json.put("urgency", order.urgency().word());
        json.put("relatedParty", order.relatedParty());
        json.put("suggestedDept", order.suggestedDept());
        json.put("department", order.department());
        json.put("coDept", order.coDept());
        json.put("dueAt", text(order.dueAt()));
        json.put("answerGiven", order.answerGiven());
        var ids = json.putArray("knowledgeIds");
        order.knowledgeIds().forEach(ids::add);
        json.put("summarySource", order.summarySource());
        json.put("agentConfirmedAt", order.agentConfirmedAt().toString());
        json.put("result", order.result());
        json.put("replyAt", text(order.replyAt()));
        json.put("revisitAt", text(order.revisitAt()));
        json.put("revisitResult", order.revisitResult());
        json.put("satisfaction", order.satisfaction());
        json.put("reopenOf", order.reopenOf());
        json.put("duplicateOf", order.duplicateOf());
        return json;
    }

    /** A step; of whom, by the id of the account. */
    public static ObjectNode of(OrderStep step) {
        var json = JSON.createObjectNode();
        json.put("seq", step.seq());
        json.put("at", step.at().toString());
        json.put("by", step.account());
        json.put("step", step.move().word());
        json.put("stepName", step.move().chinese());
        json.put("from", step.from() == null ? null : step.from().word());
        json.put("to", step.to().word());
        json.put("reason", step.reason());
        return json;
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
