package banshi.channels.web;

import banshi.channels.accounts.Door;
import banshi.channels.hotline.Calls;
import banshi.channels.hotline.DeskWork;
import banshi.channels.notice.NoticeRoutes;
import banshi.channels.notice.OneTimeNotices;
import banshi.channels.records.RecordDesk;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.netty.http.server.WebsocketServerSpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the hotline's wires together (热线通道). Whoever imports it brings {@link WebChannel} and what it needs, the {@link Calls}, the {@link DeskWork} and the {@link OneTimeNotices}, and what
 * {@link banshi.channels.shift} shows of them.
 */
@Configuration(proxyBeanMethods = false)
@Import({BoardController.class, CallEventsController.class, ChecklistController.class, DeskCallsController.class})
public class HotlineChannel {
    /** How long after a log-out a desk is still told what changes, at most. */
    private static final Duration SESSION_CHECK = Duration.ofSeconds(5);

    /** For Spring. */
    public HotlineChannel() {}

    @Bean
    WebSocketService callSockets() {
        return new UpgradedOnItsThread(new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
                () -> WebsocketServerSpec.builder().maxFramePayloadLength(CallEventsController.LARGEST_BODY))));
    }

    @Bean
    CallStream callStream(WebSocketService callSockets, ApiKeys keys, Calls calls, JsonMapper json) {
        return new CallStream(callSockets, keys, calls, json);
    }

    @Bean
    RouterFunction<ServerResponse> noticePages(OneTimeNotices notices, RecordDesk desk) {
        return new NoticeRoutes(notices, desk).routes();
    }

    @Bean
    DeskTickets deskTickets() {
        return new DeskTickets(Ticker.systemTicker());
    }

    @Bean
    DeskSocket deskSocket(
            WebSocketService callSockets,
            DeskTickets tickets,
            DeskWork work,
            Door door,
            StaffDesk staff,
            JsonMapper json) {
        return new DeskSocket(callSockets, tickets, work, door, staff, SESSION_CHECK, json);
    }

    /** Before the controllers, which would take a handshake for a request. */
    @Bean
    HandlerMapping callSocketMapping(CallStream stream, DeskSocket desk) {
        return new SimpleUrlHandlerMapping(Map.of("/api/hotline/v1/stream", stream, "/ws/agent", desk), -1);
    }
}
