package banshi.channels.app;

import banshi.assistant.Assistant;
import banshi.assistant.hotline.CallAssistant;
import banshi.assistant.release.Directory;
import banshi.channels.accounts.Accounts;
import banshi.channels.audit.AuditLog;
import banshi.channels.hotline.Calls;
import banshi.channels.hotline.DeskWork;
import banshi.channels.hotline.Hotline;
import banshi.channels.hotline.WorkOrderDesk;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Handoffs;
import banshi.channels.records.Records;
import banshi.channels.web.HealthPart;
import banshi.channels.web.HotlineChannel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Puts the hotline to its place (热线装配): who listens to calls, and who makes work orders, are other beans. */
@Configuration(proxyBeanMethods = false)
@Import(HotlineChannel.class)
class HotlineWiring {
    @Bean
    Hotline hotline(
            ObjectProvider<CallAssistant> calls,
            ObjectProvider<WorkOrderDesk> orders,
            Assistant assistant,
            Directory directory,
            Records records,
            Accounts accounts,
            AuditLog audit,
            Pseudonyms pseudonyms,
            Secret secret,
            Handoffs handoffs,
            Clock clock,
            JsonMapper json,
            MeterRegistry meters) {
        return Hotline.open(new Hotline.Needs(
                calls.getIfAvailable(NobodyListens::new),
                assistant,
                directory,
                orders.getIfAvailable(() -> (callId, agent, draft) -> {
                    throw new WorkOrderDesk.Refused("工单还没有接通，请先按原来的办法登记");
                }),
                records,
                accounts,
                audit,
                pseudonyms,
                secret,
                () -> waiting(handoffs),
                clock,
                json,
                meters));
    }

    /** Asked only while somebody sits at a desk: the queue is looked at. */
    private static int waiting(Handoffs handoffs) {
        handoffs.seen();
        return (int) handoffs.open().stream()
                .filter(handoff -> handoff.state() == Handoffs.State.WAITING)
                .count();
    }

    @Bean(destroyMethod = "") // the hotline closes them
    Calls calls(Hotline hotline) {
        return hotline.calls();
    }

    @Bean(destroyMethod = "")
    DeskWork deskWork(Hotline hotline) {
        return hotline.work();
    }

    @Bean
    HealthPart hotlineHealth(Calls calls) {
        return () -> calls.isKeeping()
                ? new HealthPart.Now("hotline", HealthPart.State.OK, null, null, Map.of())
                : new HealthPart.Now(
                        "hotline",
                        HealthPart.State.DEGRADED,
                        null,
                        "通话记录写不进记录库，正在重试；识别系统的事件暂缓确认，不会丢。请看数据库是否正常",
                        Map.of());
    }
}
