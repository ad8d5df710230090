package banshi.channels.web;

import banshi.channels.hotline.Calls;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.netty.http.server.WebsocketServerSpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the hotline's wires together (热线通道). Whoever imports it brings {@link WebChannel} and what it needs, and the {@link Calls} with all that belongs to them.
 */
@Configuration(proxyBeanMethods = false)
@Import(CallEventsController.class)
public class HotlineChannel {
    /** For Spring. */
    public HotlineChannel() {}

    @Bean
    WebSocketService callSockets() {
        return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
                () -> WebsocketServerSpec.builder().maxFramePayloadLength(CallEventsController.LARGEST_BODY)));
    }

    @Bean
    CallStream callStream(WebSocketService callSockets, ApiKeys keys, Calls calls, JsonMapper json) {
        return new CallStream(callSockets, keys, calls, json);
    }

    /** Before the controllers, which would take a handshake for a request. */
    @Bean
    HandlerMapping callSocketMapping(CallStream stream) {
        return new SimpleUrlHandlerMapping(Map.of("/api/hotline/v1/stream", stream), -1);
    }
}
