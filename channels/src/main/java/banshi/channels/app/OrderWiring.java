package banshi.channels.app;

import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.assistant.release.Directory;
import banshi.channels.audit.AuditLog;
import banshi.channels.orders.OrderExport;
import banshi.channels.orders.OrderSettings;
import banshi.channels.orders.WorkOrders;
import banshi.channels.orders.WorkingCalendar;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Records;
import banshi.channels.web.HealthPart;
import banshi.channels.web.HealthPart.Now;
import banshi.channels.web.HealthPart.State;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the work orders to their place (工单装配); their settings stand under {@code banshi.orders}. */
@Configuration(proxyBeanMethods = false)
class OrderWiring {
    @Bean
    OrderSettings orderSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.orders", OrderSettings.class);
    }

    @Bean
    WorkingCalendar workingCalendar(OrderSettings settings) {
        var own = settings.calendar();
        return own == null ? WorkingCalendar.ours() : WorkingCalendar.read(own);
    }

    @Bean(initMethod = "start")
    OrderExport orderExport(OrderSettings settings, Records records, Secret secret, AuditLog audit, Clock clock) {
        return new OrderExport(
                settings.webhook(),
                records,
                new Vault(secret, "orders"),
                audit,
                clock,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Bean
    WorkOrders workOrders(
            OrderSettings settings,
            WorkingCalendar calendar,
            Records records,
            OrderExport export,
            AuditLog audit,
            Directory directory,
            Rewriting rewriting,
            Secret secret,
            Pseudonyms pseudonyms,
            Clock clock) {
        // the assistant that is not measured: what an agent writes into an order is no citizen's question
        Predicate<String> danger = sentence -> rewriting
                        .assistant()
                        .reply(
                                Dialogue.NEW,
                                new Utterance(sentence, Utterance.Channel.HOTLINE, null, LocalDate.now(clock)))
                        .reply()
                instanceof Reply.Emergency;
        return new WorkOrders(
                settings,
                calendar,
                records,
                export,
                audit,
                directory,
                danger,
                new Vault(secret, "orders"),
                pseudonyms,
                clock);
    }

    /** Whether orders arrive where they should, and days can be counted. */
    @Bean
    HealthPart orderHealth(OrderExport export, WorkingCalendar calendar, Clock clock) {
        return () -> {
            int dead = export.deadCount();
            int year = Year.now(clock).getValue();
            var counts = Map.of("undeliverable", (long) dead);
            if (dead > 0)
                return new Now(
                        "orders",
                        State.DEGRADED,
                        null,
                        dead + " 条工单推送失败，不再重试：请看 /api/v1/desk/orders/exports，修好对方系统后重新发送",
                        counts);
            if (!calendar.knows(year))
                return new Now(
                        "orders",
                        State.DEGRADED,
                        null,
                        "没有 " + year + " 年的放假安排，工单时限只按周末算：请写一份日历，用 banshi.orders.calendar 指定",
                        counts);
            return new Now(
                    "orders",
                    export.isOn() ? State.OK : State.OFF,
                    null,
                    export.isOn() ? null : "没有设置工单推送（banshi.orders.webhook.url）",
                    counts);
        };
    }
}
