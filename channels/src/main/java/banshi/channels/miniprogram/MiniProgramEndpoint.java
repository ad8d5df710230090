package banshi.channels.miniprogram;

import static banshi.channels.wecom.Callback.query;
import static banshi.channels.wecom.Callback.refused;
import static banshi.channels.wecom.Callback.text;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.wechat.Quota;
import banshi.channels.wechat.Seal;
import banshi.channels.wechat.WxJavaClient;
import banshi.channels.wechat.WxJavaCustomers;
import banshi.channels.wecom.Callback;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The addresses that Tencent calls for mini programs (小程序消息推送): {@code /wx/ma/{appid}}, GET once when the address is entered there, POST for every
 * message and event, in XML or JSON, plain or encrypted.
 *
 * <p>A post that is not Tencent's is refused: 404 for a mini program we do not know, 403 for a wrong or stale signature or another
 * addressee, 413 for a body over 64 KiB, 400 for one that is no message. Everything else is answered {@code success} at once; the
 * reply comes after, as customer-service messages. Thread-safe.
 */
public final class MiniProgramEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(MiniProgramEndpoint.class);

    private final Map<String, Program> programs = new HashMap<>();
    private final InstantSource clock;
    private final Duration clockTolerance;

    private record Program(MiniProgram settings, Seal seal, Desk desk) {}

    /**
     * Makes the endpoint.
     *
     * @param engine where the assistant runs: bounded, and with a bounded queue; when it refuses, the citizen is told to ask again
     * @param callers where WeChat is called: the same
     */
    public MiniProgramEndpoint(
            Turns turns,
            GuideLinks guides,
            Pseudonyms pseudonyms,
            MiniProgramSettings settings,
            InstantSource clock,
            Executor engine,
            Scheduler callers,
            MeterRegistry meters) {
        this.clock = clock;
        clockTolerance = settings.clockTolerance();
        for (var program : settings.programs()) {
            var account = program.account();
            var desk = new Desk(
                    program.appid(),
                    new WxJavaCustomers(new WxJavaClient(account, settings.outbox()), callers),
                    settings.outbox(),
                    new Quota(settings.quota(), Ticker.systemTicker()),
                    turns,
                    guides,
                    pseudonyms,
                    clock,
                    engine,
                    Schedulers.parallel(),
                    meters);
            programs.put(program.appid(), new Program(program, new Seal(account), desk));
        }
    }

    /** The routes to serve. */
    public RouterFunction<ServerResponse> routes() {
        return route().GET("/wx/ma/{appid}", this::verify)
                .POST("/wx/ma/{appid}", this::receive)
                .build();
    }

    private Mono<ServerResponse> verify(ServerRequest request) {
        var program = programs.get(request.pathVariable("appid"));
        if (program == null) return refused(HttpStatus.NOT_FOUND);
        return fromTencent(program, request) ? text(query(request, "echostr")) : refused(HttpStatus.FORBIDDEN);
    }

    private Mono<ServerResponse> receive(ServerRequest request) {
        var program = programs.get(request.pathVariable("appid"));
        if (program == null) return refused(HttpStatus.NOT_FOUND);
        if (!fromTencent(program, request)) return refused(HttpStatus.FORBIDDEN);
        return Callback.read(request, body -> receive(program, request, body));
    }

    private Mono<ServerResponse> receive(Program program, ServerRequest request, String body) {
        var message = Message.read(body);
        if (message.isEmpty()) return refused(HttpStatus.BAD_REQUEST);
        if (program.settings().encodingAesKey() != null) {
            var opened = open(program, request, message.get().field("Encrypt"));
            if (opened.isEmpty()) return refused(HttpStatus.FORBIDDEN);
            message = Message.read(opened.get());
            if (message.isEmpty()) return refused(HttpStatus.BAD_REQUEST);
        }
        if (!message.get().field("ToUserName").equals(program.settings().originalId())) {
            LOG.warn(
                    "mini program {} gets messages for another original-id than {}, or encrypted ones without an encoding-aes-key",
                    program.settings().appid(),
                    program.settings().originalId());
            return refused(HttpStatus.FORBIDDEN);
        }
        if (message.get().openid().isEmpty()) return refused(HttpStatus.BAD_REQUEST);
        program.desk().take(message.get());
        return text("success");
    }

    private static Optional<String> open(Program program, ServerRequest request, String sealed) {
        return program.seal()
                        .signed(
                                query(request, "msg_signature"),
                                query(request, "timestamp"),
                                query(request, "nonce"),
                                sealed)
                ? program.seal().open(sealed)
                : Optional.empty();
    }

    private boolean fromTencent(Program program, ServerRequest request) {
        return Callback.fresh(request, clock.instant(), clockTolerance)
                && program.seal()
                        .signed(query(request, "signature"), query(request, "timestamp"), query(request, "nonce"));
    }
}
