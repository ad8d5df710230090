package banshi.channels.app;

import banshi.assistant.release.Directory;
import banshi.channels.audit.AuditLog;
import banshi.channels.hotline.Hotline;
import banshi.channels.orders.WorkOrders;
import banshi.channels.records.Records;
import banshi.channels.shift.CallLog;
import banshi.channels.shift.Checklist;
import banshi.channels.shift.Reviews;
import banshi.channels.shift.ShiftBoard;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts what supervisors see of the hotline to its place (值班装配). */
@Configuration(proxyBeanMethods = false)
class ShiftWiring {
    @Bean
    ShiftBoard shiftBoard(Records records, Hotline hotline, WorkOrders orders, Directory directory, Clock clock) {
        return new ShiftBoard(records, hotline.desks()::colleagues, orders, directory, clock);
    }

    @Bean
    CallLog callLog(Records records, Clock clock) {
        return new CallLog(records, clock);
    }

    @Bean
    Reviews reviews(Records records, AuditLog audit, JsonMapper json, Clock clock) {
        return new Reviews(records, audit, Checklist.ours(), json, clock);
    }
}
