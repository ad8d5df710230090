package banshi.channels.wecom;

import static banshi.channels.wecom.Callback.query;
import static banshi.channels.wecom.Callback.refused;
import static banshi.channels.wecom.Callback.text;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.wechat.Seal;
import banshi.channels.wechat.WechatAccount;
import banshi.channels.wechat.Xml;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The addresses that WeCom calls (企业微信回调): {@code /wx/kf/{name}}, GET once when the address is entered there, POST when there are messages to
 * fetch.
 *
 * <p>A post that is not WeCom's is refused: 404 for an account we do not know, 403 for a wrong or stale signature or one sealed for
 * another corpid, 413 for a body over 64 KiB, 400 for one that is no message. Everything else is answered {@code success} at once; fetching
 * and answering come after. Thread-safe.
 */
public final class WecomEndpoint {
    private final Map<String, Account> accounts = new HashMap<>();
    private final InstantSource clock;
    private final Duration clockTolerance;

    /** What there is of one account. */
    private static final class Account {
        private final Seal seal;
        private final WecomApi api;
        private final Desk desk;
        private final Cursors cursors;
        private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();

        Account(Seal seal, WecomApi api, Desk desk, Cursors cursors) {
            this.seal = seal;
            this.api = api;
            this.desk = desk;
            this.cursors = cursors;
        }

        Inbox inbox(String openKfid) {
            return inboxes.computeIfAbsent(
                    openKfid, id -> new Inbox(id, api, cursors, Schedulers.boundedElastic(), desk::take));
        }
    }

    /**
     * Makes the endpoint.
     *
     * @param engine where the assistant runs: bounded, and with a bounded queue; when it refuses, the citizen is told to ask again
     * @param folder where it is kept how far messages were fetched
     */
    public WecomEndpoint(
            Turns turns,
            GuideLinks guides,
            Pseudonyms pseudonyms,
            WecomSettings settings,
            InstantSource clock,
            Executor engine,
            MeterRegistry meters,
            Path folder) {
        this(turns, guides, pseudonyms, settings, clock, engine, meters, folder, Schedulers.parallel());
    }

    WecomEndpoint(
            Turns turns,
            GuideLinks guides,
            Pseudonyms pseudonyms,
            WecomSettings settings,
            InstantSource clock,
            Executor engine,
            MeterRegistry meters,
            Path folder,
            Scheduler timer) {
        this.clock = clock;
        clockTolerance = settings.clockTolerance();
        var tally = new Tally(meters);
        for (var account : settings.accounts()) {
            var api = new WecomApi(account, settings.calls(), clock, timer, tally);
            var desk = new Desk(
                    account,
                    new Customers(api),
                    turns,
                    guides,
                    pseudonyms,
                    settings.answeredFor(),
                    clock,
                    engine,
                    tally);
            accounts.put(
                    account.name(), new Account(seal(account), api, desk, new Cursors(folder.resolve(account.name()))));
        }
    }

    /** WeCom seals as WeChat does, for the corpid in the place of the appid. */
    private static Seal seal(WecomAccount account) {
        return new Seal(new WechatAccount(
                account.corpid(),
                account.corpid(),
                account.token(),
                account.encodingAesKey(),
                null,
                false,
                null,
                null));
    }

    /** The routes to serve. */
    public RouterFunction<ServerResponse> routes() {
        return route().GET("/wx/kf/{name}", this::verify)
                .POST("/wx/kf/{name}", this::receive)
                .build();
    }

    private Mono<ServerResponse> verify(ServerRequest request) {
        var account = accounts.get(request.pathVariable("name"));
        if (account == null) return refused(HttpStatus.NOT_FOUND);
        return open(account, request, query(request, "echostr"))
                .map(Callback::text)
                .orElseGet(() -> refused(HttpStatus.FORBIDDEN));
    }

    private Mono<ServerResponse> receive(ServerRequest request) {
        var account = accounts.get(request.pathVariable("name"));
        if (account == null) return refused(HttpStatus.NOT_FOUND);
        return Callback.read(request, xml -> receive(account, request, xml));
    }

    private Mono<ServerResponse> receive(Account account, ServerRequest request, String body) {
        var envelope = Xml.fields(body);
        if (envelope.isEmpty()) return refused(HttpStatus.BAD_REQUEST);
        var opened = open(account, request, envelope.get().getOrDefault("Encrypt", ""));
        if (opened.isEmpty()) return refused(HttpStatus.FORBIDDEN);
        var event = Xml.fields(opened.get());
        if (event.isEmpty()) return refused(HttpStatus.BAD_REQUEST);
        var openKfid = event.get().getOrDefault("OpenKfId", "");
        if (event.get().getOrDefault("Event", "").equals("kf_msg_or_event")
                && WecomAccount.NAME.matcher(openKfid).matches())
            account.inbox(openKfid).announce(event.get().getOrDefault("Token", ""));
        return text("success");
    }

    /** What is inside {@code sealed}, if it is signed, fresh and for this account. */
    private Optional<String> open(Account account, ServerRequest request, String sealed) {
        var timestamp = query(request, "timestamp");
        return Callback.fresh(request, clock.instant(), clockTolerance)
                        && account.seal.signed(
                                query(request, "msg_signature"), timestamp, query(request, "nonce"), sealed)
                ? account.seal.open(sealed)
                : Optional.empty();
    }
}
