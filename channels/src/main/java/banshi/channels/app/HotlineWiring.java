package banshi.channels.app;

import banshi.assistant.Assistant;
import banshi.assistant.hotline.CallAssistant;
import banshi.assistant.hotline.CallState;
import banshi.assistant.hotline.OrderDraft;
import banshi.assistant.hotline.Said;
import banshi.assistant.release.Directory;
import banshi.assistant.release.ReleaseCallAssistant;
import banshi.channels.accounts.Accounts;
import banshi.channels.asr.CallEvents;
import banshi.channels.audit.AuditLog;
import banshi.channels.consult.Consulting;
import banshi.channels.guide.GuideSettings;
import banshi.channels.hotline.Calls;
import banshi.channels.hotline.DeskWork;
import banshi.channels.hotline.Hotline;
import banshi.channels.hotline.WorkOrderDesk;
import banshi.channels.notice.NoticeSettings;
import banshi.channels.notice.OneTimeNotices;
import banshi.channels.notice.SmsSettings;
import banshi.channels.orders.WorkOrders;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Handoffs;
import banshi.channels.records.Records;
import banshi.channels.web.HealthPart;
import banshi.channels.web.HotlineChannel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Puts the hotline to its place (热线装配): who listens to calls, and who makes work orders, are other beans. */
@Configuration(proxyBeanMethods = false)
@Import({HotlineChannel.class, ShiftWiring.class})
class HotlineWiring {
    /** Listens with whichever release is served. */
    @Bean
    CallAssistant callAssistant(CurationWiring.Source source) {
        return new ServedCalls(source.knowledge());
    }

    @Bean
    WorkOrderDesk callOrders(WorkOrders orders, Accounts accounts, OneTimeNotices notices) {
        return new CallOrders(orders, accounts, notices);
    }

    /** Their settings stand under {@code banshi.notice} and {@code banshi.sms}. */
    @Bean(initMethod = "start")
    OneTimeNotices oneTimeNotices(
            Records records, Directory directory, Secret secret, AuditLog audit, Clock clock, Environment environment) {
        var settings = Binder.get(environment);
        return new OneTimeNotices(
                settings.bindOrCreate("banshi.notice", NoticeSettings.class),
                settings.bindOrCreate("banshi.sms", SmsSettings.class),
                records,
                directory,
                Hotline.numbers(secret),
                audit,
                settings.bindOrCreate("banshi.guide", GuideSettings.class).publicUrl(),
                clock,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Whether agents can have text messages sent. */
    @Bean
    HealthPart smsHealth(OneTimeNotices notices) {
        return () -> new HealthPart.Now(
                "sms",
                notices.canText() ? HealthPart.State.OK : HealthPart.State.OFF,
                null,
                notices.canText() ? null : "没有接短信系统（banshi.sms.url），或没有设置市民访问的网址（banshi.guide.public-url）",
                Map.of("undeliverable", (long) notices.failedCount()));
    }

    /** What is heard by sound goes where transcripts go. */
    @Bean
    CallEvents heardCalls(Calls calls) {
        return new HeardCalls(calls);
    }

    /** The knowledge may still be on its way when this is asked for. */
    private record ServedCalls(CompletableFuture<Knowledge> knowledge) implements CallAssistant {
        @Override
        public CallState hear(CallState state, Said said, @Nullable String region, LocalDate day) {
            return now().hear(state, said, region, day);
        }

        @Override
        public OrderDraft draft(List<Said> transcript, CallState state, LocalDate day) {
            return now().draft(transcript, state, day);
        }

        private CallAssistant now() {
            return new ReleaseCallAssistant(knowledge.join().served());
        }
    }

    @Bean
    Hotline hotline(
            CallAssistant calls,
            WorkOrderDesk orders,
            OneTimeNotices notices,
            Consulting consulting,
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
                calls,
                assistant,
                directory,
                orders,
                notices,
                consulting,
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
