package banshi.channels.web;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson3.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessAsyncServer;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The knowledge as tools of the Model Context Protocol (MCP 接口): {@code POST /mcp}, over streamable HTTP without sessions. The protocol is the SDK's, which
 * has no transport for WebFlux any more: this is one, of requests and single replies.
 */
@RestController
final class McpController implements DisposableBean {
    private static final String INSTRUCTIONS = "办事：公安政务服务的审核口径。答复必须照原文转述，不要改动金额、时限、材料；拿不准就说拿不准，给出 12345。"
            + " Approved answers of a public service; pass them on as they are.";
    /** The protocol wants no id where there was none. */
    private static final byte[] NO_MESSAGE = ("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":"
                    + McpSchema.ErrorCodes.PARSE_ERROR + ",\"message\":\"no JSON-RPC message\"}}")
            .getBytes(StandardCharsets.UTF_8);

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final ApiKeys keys;
    private final McpJsonMapper json;
    private final Requests requests = new Requests();
    private final McpStatelessAsyncServer server;

    McpController(ApiKeys keys, McpTools tools, JsonMapper mapper) {
        this.keys = keys;
        json = new JacksonMcpJsonMapper(mapper);
        server = McpServer.async(requests)
                .serverInfo("banshi", "1")
                .instructions(INSTRUCTIONS)
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .jsonMapper(json)
                .jsonSchemaValidator(new DefaultJsonSchemaValidator())
                .requestTimeout(LONGEST)
                .tools(tools.all())
                .build();
    }

    @PostMapping("/mcp")
    Mono<Void> said(ServerWebExchange exchange) {
        var authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return keys.require(authorization, OpenSettings.Scope.TOOLS)
                .then(Mono.defer(() -> JsonBody.of(exchange.getRequest())))
                .flatMap(body -> handled(new String(body, StandardCharsets.UTF_8), exchange.getResponse()));
    }

    private Mono<Void> handled(String body, ServerHttpResponse response) {
        McpSchema.JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(json, body);
        } catch (IOException | RuntimeException e) { // nothing of it is repeated
            return JsonBody.send(NO_MESSAGE, HttpStatus.BAD_REQUEST, response);
        }
        var handler = requests.handler();
        return switch (message) {
            case McpSchema.JSONRPCRequest request ->
                Mono.defer(() -> handler.handleRequest(McpTransportContext.EMPTY, request))
                        .onErrorResume(McpController::isOfTheMessage, _ -> Mono.just(wrongParameters(request)))
                        .flatMap(reply -> JsonBody.send(written(reply), HttpStatus.OK, response));
            case McpSchema.JSONRPCNotification notification ->
                handler.handleNotification(McpTransportContext.EMPTY, notification)
                        .then(Mono.defer(() -> accepted(response)));
            default -> accepted(response); // a reply to what was never asked
        };
    }

    /** What the SDK fails with where parameters are missing or of another kind; our own failures come out of the engine, wrapped. */
    private static boolean isOfTheMessage(Throwable failure) {
        return failure instanceof NullPointerException
                || failure instanceof IllegalArgumentException
                || failure instanceof ClassCastException
                || failure instanceof JacksonException;
    }

    private static JSONRPCResponse wrongParameters(McpSchema.JSONRPCRequest request) {
        return JSONRPCResponse.error(
                request.id(),
                new JSONRPCResponse.JSONRPCError(
                        McpSchema.ErrorCodes.INVALID_PARAMS, "params must be an object, as the method has it"));
    }

    private static Mono<Void> accepted(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.ACCEPTED);
        return response.setComplete();
    }

    private byte[] written(JSONRPCResponse reply) {
        try {
            return json.writeValueAsBytes(reply);
        } catch (IOException e) {
            throw new UncheckedIOException("writing a reply of the MCP interface", e);
        }
    }

    @Override
    public void destroy() {
        server.close();
    }

    /** Hands the SDK's handler over to the requests that come. */
    private static final class Requests implements McpStatelessServerTransport {
        private volatile @Nullable McpStatelessServerHandler handler;

        @Override
        public void setMcpHandler(McpStatelessServerHandler handler) {
            this.handler = handler;
        }

        McpStatelessServerHandler handler() {
            return Objects.requireNonNull(handler);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }
    }
}
