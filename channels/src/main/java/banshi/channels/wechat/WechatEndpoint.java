package banshi.channels.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.limit.Allowances;
import banshi.channels.once.Once;
import banshi.channels.privacy.Pseudonyms;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import me.chanjar.weixin.mp.bean.message.WxMpXmlOutMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The addresses that Tencent calls (微信回调): {@code /wx/mp/{appid}}, GET once when the address is entered there, POST for every
 * message and event.
 *
 * <p>A post that is not Tencent's is refused: 404 for an account we do not know, 403 for a wrong, stale or replayed signature, 413 for a body
 * over 64 KiB, 400 for one that is no message. Everything else is a 200 with XML or {@code success}, whatever fails: WeChat shows the
 * citizen any other response as an outage. Thread-safe; parsing and encrypting (under a millisecond) are the caller's, the
 * assistant runs on its own scheduler.
 */
public final class WechatEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(WechatEndpoint.class);
    private static final int LONGEST_BODY = 64 * 1024;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");
    private static final MediaType XML = new MediaType(MediaType.TEXT_XML, UTF_8);
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, UTF_8);

    private final Map<String, Seal> seals = new HashMap<>();
    private final Map<String, Line> lines = new HashMap<>();
    private final Correspondence correspondence;
    private final Notices notices;
    private final InstantSource clock;
    private final Duration clockTolerance;
    private final SeenNonces nonces;

    /**
     * Makes the endpoint.
     *
     * @param once answers and decides each message, for {@link WechatSettings#duplicatesKept}
     * @param engine where the assistant runs: bounded, and with a bounded queue; when it refuses, the citizen is told to ask again
     * @param callers where WeChat is called: the same
     */
    public WechatEndpoint(
            Turns turns,
            Pseudonyms pseudonyms,
            Allowances allowances,
            Once once,
            GuideLinks guides,
            WechatSettings settings,
            InstantSource clock,
            Scheduler engine,
            Scheduler callers,
            MeterRegistry meters) {
        this(
                turns,
                pseudonyms,
                allowances,
                once,
                guides,
                settings,
                clock,
                engine,
                callers,
                meters,
                Schedulers.parallel(),
                Ticker.systemTicker());
    }

    WechatEndpoint(
            Turns turns,
            Pseudonyms pseudonyms,
            Allowances allowances,
            Once once,
            GuideLinks guides,
            WechatSettings settings,
            InstantSource clock,
            Scheduler engine,
            Scheduler callers,
            MeterRegistry meters,
            Scheduler timer,
            Ticker ticker) {
        var kept = new KeptAnswers(settings.answersKept(), clock, ticker);
        var quota = new Quota(settings.quota(), ticker);
        var tally = new Tally(meters);
        var senders = new ArrayList<Notices.Sender>();
        for (var account : settings.accounts()) {
            seals.put(account.appid(), new Seal(account));
            var outbox = account.sends() ? outbox(account, settings.outbox(), callers, timer) : null;
            if (outbox != null) senders.add(new Notices.Sender(account, outbox, tally));
            lines.put(account.appid(), new Line(account, outbox, settings, kept, quota, tally, timer));
        }
        correspondence = new Correspondence(
                turns, pseudonyms, allowances, once, guides, settings, clock, engine, kept, quota, tally, ticker);
        notices = new Notices(senders);
        this.clock = clock;
        clockTolerance = settings.clockTolerance();
        nonces = new SeenNonces(clockTolerance, ticker);
        // XStream reflects on its classes now, not in the first citizen's five seconds
        WxMpXmlMessage.fromXml("<xml/>");
        Posts.prepare();
    }

    private static Outbox outbox(WechatAccount account, OutboxSettings settings, Scheduler callers, Scheduler timer) {
        var customers = new WxJavaCustomers(new WxJavaClient(account, settings), callers);
        return new Outbox(account.appid(), customers, settings, timer);
    }

    /** What the same accounts may send of their own accord. */
    public Notices notices() {
        return notices;
    }

    /** The routes to serve. */
    public RouterFunction<ServerResponse> routes() {
        return route().GET("/wx/mp/{appid}", this::verify)
                .POST("/wx/mp/{appid}", this::receive)
                .build();
    }

    private Mono<ServerResponse> verify(ServerRequest request) {
        var seal = seals.get(request.pathVariable("appid"));
        if (seal == null) return refused(HttpStatus.NOT_FOUND);
        if (!fromTencent(seal, request)) return refused(HttpStatus.FORBIDDEN);
        return text(query(request, "echostr"));
    }

    private Mono<ServerResponse> receive(ServerRequest request) {
        var seal = seals.get(request.pathVariable("appid"));
        if (seal == null) return refused(HttpStatus.NOT_FOUND);
        if (!fromTencent(seal, request)) return refused(HttpStatus.FORBIDDEN);
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), LONGEST_BODY)
                .map(body -> {
                    var xml = body.toString(UTF_8);
                    DataBufferUtils.release(body);
                    return xml;
                })
                .defaultIfEmpty("")
                .flatMap(xml -> receive(seal, request, xml))
                .onErrorResume(DataBufferLimitException.class, _ -> refused(HttpStatus.CONTENT_TOO_LARGE));
    }

    private Mono<ServerResponse> receive(Seal seal, ServerRequest request, String body) {
        var account = seal.account();
        boolean encrypted = query(request, "encrypt_type").equals("aes");
        if (encrypted != account.encrypts()) {
            LOG.warn(
                    "account {} is set to {} messages, but Tencent sends {} ones: compare encoding-aes-key with 消息加解密方式",
                    account.appid(),
                    account.encrypts() ? "encrypted" : "plain",
                    encrypted ? "encrypted" : "plain");
            return refused(HttpStatus.FORBIDDEN);
        }
        var fields = Xml.fields(body);
        if (fields.isEmpty()) return refused(HttpStatus.BAD_REQUEST);
        var xml = body;
        if (encrypted) {
            var hidden = fields.get().getOrDefault("Encrypt", "");
            var opened = seal.signed(
                            query(request, "msg_signature"),
                            query(request, "timestamp"),
                            query(request, "nonce"),
                            hidden)
                    ? seal.open(hidden)
                    : Optional.<String>empty();
            if (opened.isEmpty()) return refused(HttpStatus.FORBIDDEN);
            xml = opened.get();
            fields = Xml.fields(xml);
            if (fields.isEmpty()) return refused(HttpStatus.BAD_REQUEST);
        }
        if (!fields.get().getOrDefault("ToUserName", "").equals(account.originalId())) {
            LOG.warn("account {} gets messages for another original-id than {}", account.appid(), account.originalId());
            return refused(HttpStatus.FORBIDDEN);
        }
        if (fields.get().getOrDefault("FromUserName", "").isEmpty()) return refused(HttpStatus.BAD_REQUEST);
        if (!nonces.belongTogether(signature(request), message(fields.get()))) {
            LOG.warn("account {} got a signature with another message than before: refused", account.appid());
            return refused(HttpStatus.FORBIDDEN);
        }
        return answer(seal, Objects.requireNonNull(lines.get(account.appid())), xml);
    }

    private Mono<ServerResponse> answer(Seal seal, Line line, String xml) {
        var account = seal.account();
        WxMpXmlMessage message;
        try {
            message = WxMpXmlMessage.fromXml(xml);
        } catch (RuntimeException e) { // well-formed, but not what WxJava knows: no message of ours
            LOG.warn("a message to account {} could not be read: {}", account.appid(), Failures.describe(e));
            return success();
        }
        return Mono.defer(() -> correspondence.answer(line, message))
                .map(reply -> seal.close(reply(account, message, reply)))
                .flatMap(reply -> ServerResponse.ok().contentType(XML).bodyValue(reply))
                .onErrorResume(failure -> {
                    LOG.error("replying for account {} failed: {}", account.appid(), Failures.describe(failure));
                    return success();
                })
                .switchIfEmpty(Mono.defer(WechatEndpoint::success));
    }

    private WxMpXmlOutMessage reply(WechatAccount account, WxMpXmlMessage message, Passive passive) {
        var citizen = Xml.cdata(message.getFromUser());
        var reply = switch (passive) {
            case Passive.Text(var words) ->
                WxMpXmlOutMessage.TEXT()
                        .content(Xml.cdata(words))
                        .fromUser(account.originalId())
                        .toUser(citizen)
                        .build();
            case Passive.Transfer(var kfAccount) ->
                WxMpXmlOutMessage.TRANSFER_CUSTOMER_SERVICE()
                        .kfAccount(kfAccount)
                        .fromUser(account.originalId())
                        .toUser(citizen)
                        .build();
        };
        reply.setCreateTime(clock.instant().getEpochSecond());
        return reply;
    }

    private static String signature(ServerRequest request) {
        return query(request, "signature") + " " + query(request, "timestamp") + " " + query(request, "nonce");
    }

    /** What tells a message from others, however often it is posted. */
    private static String message(Map<String, String> fields) {
        return Stream.of("FromUserName", "CreateTime", "MsgId", "Event", "EventKey")
                .map(name -> fields.getOrDefault(name, ""))
                .collect(Collectors.joining("\n"));
    }

    private boolean fromTencent(Seal seal, ServerRequest request) {
        var timestamp = query(request, "timestamp");
        return fresh(timestamp) && seal.signed(query(request, "signature"), timestamp, query(request, "nonce"));
    }

    private boolean fresh(String timestamp) {
        if (!SECONDS.matcher(timestamp).matches()) return false;
        var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(sent, clock.instant()).abs().compareTo(clockTolerance) <= 0;
    }

    private static String query(ServerRequest request, String name) {
        return request.queryParam(name).orElse("");
    }

    /** What WeChat takes as "nothing to show"; never encrypted. */
    private static Mono<ServerResponse> success() {
        return text("success");
    }

    private static Mono<ServerResponse> text(String text) {
        return ServerResponse.ok()
                .contentType(TEXT)
                .header("X-Content-Type-Options", "nosniff")
                .bodyValue(text);
    }

    private static Mono<ServerResponse> refused(HttpStatus status) {
        return ServerResponse.status(status).build();
    }
}
