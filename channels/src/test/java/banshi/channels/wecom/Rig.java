package banshi.channels.wecom;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Assistant;
import banshi.assistant.Block;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.channels.conversation.CaffeineConversations;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.conversation.Erasure;
import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.guide.GuideSecret;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.corpus.TopicId;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import me.chanjar.weixin.common.util.crypto.SHA1;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A server on loopback between WeCom's calls, which a test makes here, and {@link KfServer}, which it calls. */
final class Rig implements AutoCloseable {
    static final long NOW = 1409659589;
    static final String NONCE = "263014780";
    static final WecomAccount HALL = new WecomAccount(
            "hall",
            "wx5823bf96d3bd56c7",
            "QDG6eK",
            "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
            "hall-secret-of-a-test",
            false);
    static final WecomAccount OFFICE = new WecomAccount(
            "office",
            "wwoffice",
            "OfficeToken",
            "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
            "office-secret-of-a-test",
            true);
    static final String KF = "wkHall";

    private static final GuideLinks GUIDES = new GuideLinks(
            (_, _) -> Optional.empty(),
            GuideSecret.random(),
            URI.create("https://ask.example.test/"),
            Clock.fixed(Instant.ofEpochSecond(NOW), ZoneId.of("Asia/Shanghai")));

    final KfServer wecom;
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> logged = new CopyOnWriteArrayList<>();
    volatile Assistant assistant = (dialogue, utterance) -> saying(dialogue, "答：" + utterance.text());

    private final AtomicInteger messages = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorService engine = Executors.newVirtualThreadPerTaskExecutor();
    private final DisposableServer server;
    private final WebClient client;

    Rig(Path folder, KfServer wecom, WecomAccount... accounts) {
        this.wecom = wecom;
        var keeper = DialogueKeeper.ofThisStart(meters);
        var endpoint = new WecomEndpoint(
                new Turns(
                        this::reply,
                        new CaffeineConversations(Duration.ofMinutes(30), 100, Ticker.systemTicker(), keeper),
                        (conversation, id, utterance, _) ->
                                logged.add(conversation + " " + id + " " + utterance.text()),
                        Erasure.NONE),
                GUIDES,
                new Pseudonyms(new Secret("a secret that stays the same in tests")),
                settings(wecom, accounts),
                () -> Instant.ofEpochSecond(NOW),
                engine,
                meters,
                folder);
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(endpoint.routes())))
                .bindNow();
        client = WebClient.create("http://127.0.0.1:" + server.port());
    }

    private static WecomSettings settings(KfServer wecom, WecomAccount... accounts) {
        return new WecomSettings(
                List.of(accounts),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                new CallSettings(
                        wecom.address(), Duration.ofSeconds(2), Duration.ofSeconds(30), 3, Duration.ofMillis(10)));
    }

    private Turn reply(Dialogue dialogue, Utterance utterance) {
        asked.add(utterance.text());
        return assistant.reply(dialogue, utterance);
    }

    static Turn saying(Dialogue dialogue, String words) {
        return turn(dialogue, new Reply.Smalltalk(new TopicId("hello"), List.of(new Block.Text(words)), List.of()));
    }

    static Turn turn(Dialogue dialogue, Reply reply) {
        return new Turn(dialogue, reply, "r1");
    }

    /** What came back. */
    record Answer(int status, String body) {}

    /** A text of a citizen, ready to be fetched. */
    Map<String, Object> text(String userid, String words) {
        var message = message(userid, "text");
        message.put("text", Map.of("content", words));
        return message;
    }

    Map<String, Object> message(String userid, String type) {
        var message = new LinkedHashMap<String, Object>();
        message.put("msgid", "message-" + messages.incrementAndGet());
        message.put("open_kfid", KF);
        message.put("external_userid", userid);
        message.put("send_time", NOW);
        message.put("origin", 3);
        message.put("msgtype", type);
        return message;
    }

    Map<String, Object> event(String userid, Map<String, ?> more) {
        var event = new LinkedHashMap<String, Object>(more);
        event.put("open_kfid", KF);
        event.put("external_userid", userid);
        var message = message("", "event");
        message.remove("external_userid");
        message.put("origin", 4);
        message.put("event", event);
        return message;
    }

    /** The citizen writes, and WeCom tells us. */
    void writes(String userid, String words) {
        wecom.holds(KF, text(userid, words));
        announces(HALL);
    }

    /** WeCom tells us that there is something. */
    void announces(WecomAccount account) {
        announces(account, KF);
    }

    void announces(WecomAccount account, String openKfid) {
        var answer = post(account, NOW, sealed(account, account.corpid(), announcement(account, openKfid)));
        if (answer.status() != 200 || !answer.body().equals("success"))
            throw new AssertionError("the announcement got " + answer);
    }

    static String announcement(WecomAccount account, String openKfid) {
        return "<xml><ToUserName><![CDATA[" + account.corpid() + "]]></ToUserName><CreateTime>" + NOW
                + "</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event>"
                + "<Token><![CDATA[token-of-the-callback]]></Token><OpenKfId><![CDATA[" + openKfid
                + "]]></OpenKfId></xml>";
    }

    /** As WeCom would seal it for {@code corpid}, under the account's key. */
    static String sealed(WecomAccount account, String corpid, String xml) {
        return new WxCryptUtil(account.token(), account.encodingAesKey() + "=", corpid)
                .encrypt("aaaabbbbccccdddd", xml);
    }

    Answer post(WecomAccount account, long second, String encrypted) {
        var signature = SHA1.gen(account.token(), String.valueOf(second), NONCE, encrypted);
        return post(
                account.name(),
                Map.of("msg_signature", signature, "timestamp", String.valueOf(second), "nonce", NONCE),
                "<xml><ToUserName><![CDATA[" + account.corpid() + "]]></ToUserName><Encrypt><![CDATA[" + encrypted
                        + "]]></Encrypt></xml>");
    }

    Answer post(String name, Map<String, String> query, String body) {
        return answer(client.post()
                .uri(address(name, query))
                .contentType(MediaType.TEXT_XML)
                .bodyValue(body.getBytes(UTF_8)));
    }

    Answer get(String name, Map<String, String> query) {
        return answer(client.get().uri(address(name, query)));
    }

    private static Answer answer(WebClient.RequestHeadersSpec<?> request) {
        return request.exchangeToMono(response -> response.bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .map(body -> new Answer(response.statusCode().value(), body)))
                .block(Duration.ofSeconds(30));
    }

    private URI address(String name, Map<String, String> query) {
        var address = UriComponentsBuilder.fromUriString("http://127.0.0.1:" + server.port())
                .pathSegment("wx", "kf", name);
        query.keySet().forEach(key -> address.queryParam(key, "{" + key + "}"));
        return address.encode().buildAndExpand(query).toUri();
    }

    /** Waits until something holds; half a minute is for a machine that is busy with other things. */
    static void await(ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(holds);
    }

    long received(Tally.As as) {
        return (long) meters.get(Tally.RECEIVED)
                .tag("as", as.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }

    long called(String path, Tally.Outcome outcome) {
        return meters
                .find(Tally.CALLS)
                .tags("call", path, "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .counters()
                .stream()
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }

    @Override
    public void close() {
        server.disposeNow();
        engine.shutdownNow();
    }
}
