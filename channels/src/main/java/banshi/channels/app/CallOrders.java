package banshi.channels.app;

import banshi.assistant.hotline.AppealType;
import banshi.channels.accounts.Accounts;
import banshi.channels.hotline.DeskFrame.AgentView;
import banshi.channels.hotline.DeskFrame.DraftView;
import banshi.channels.hotline.WorkOrderDesk;
import banshi.channels.notice.OneTimeNotices;
import banshi.channels.orders.NewOrder;
import banshi.channels.orders.OrderRefusal;
import banshi.channels.orders.Urgency;
import banshi.channels.orders.WorkOrders;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes work orders of calls, as agents confirm them (通话建单). */
record CallOrders(WorkOrders orders, Accounts accounts, OneTimeNotices notices) implements WorkOrderDesk {
    private static final Set<String> TYPES =
            Stream.of(AppealType.values()).map(AppealType::word).collect(Collectors.toUnmodifiableSet());

    @Override
    public String confirm(String callId, AgentView agent, DraftView draft) {
        var account = accounts.find(agent.id()).orElseThrow(() -> new Refused("您的账号已经不在了，请重新登录"));
        if (!TYPES.contains(draft.type())) throw new Refused("请选一个诉求类型");
        try {
            return orders.create(order(callId, draft), account).order().orderNo();
        } catch (OrderRefusal refusal) {
            throw new Refused(String.valueOf(refusal.getMessage()));
        }
    }

    @Override
    public void answered(String callId, String words) {
        orders.answered(callId, words);
    }

    private NewOrder order(String callId, DraftView draft) {
        return new NewOrder(
                "phone",
                callId,
                null,
                null,
                false,
                AppealType.valueOf(draft.type().toUpperCase(Locale.ROOT)),
                null,
                draft.matter(),
                draft.title(),
                draft.content(),
                draft.address(),
                draft.district(),
                null,
                Urgency.NORMAL,
                null,
                draft.department(),
                null,
                notices.said(callId),
                List.of(),
                "edited",
                draft.acceptable(),
                false);
    }
}
