package banshi.channels.miniprogram;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Assistant;
import banshi.assistant.Block;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.channels.conversation.CaffeineConversations;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.conversation.Erasure;
import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.guide.GuideSecret;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.wechat.OutboxSettings;
import banshi.channels.wechat.TencentApi;
import banshi.corpus.TopicId;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import me.chanjar.weixin.common.util.crypto.SHA1;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/** A server on loopback between Tencent's posts, which a test makes, and {@link TencentApi}, which it calls. */
class MiniProgramRig {
    static final long NOW = 1409304348;
    static final String NONCE = "xxxxxx";
    static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final MiniProgram PLAIN = new MiniProgram("wxplain", "gh_plain", "pamtest", null, SECRET);
    static final MiniProgram SAFE = new MiniProgram("wxsafe", "gh_safe", "safetest", KEY, SECRET);

    final TencentApi api = new TencentApi();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> logged = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ExecutorService engine = Executors.newVirtualThreadPerTaskExecutor();
    final Scheduler callers = Schedulers.newBoundedElastic(16, 2_000, "wx", 60, true);
    final AtomicInteger messages = new AtomicInteger(100);
    final DisposableServer server = serve();
    final WebClient client = WebClient.create();
    volatile Assistant assistant = (dialogue, utterance) -> saying(dialogue, "答：" + utterance.text());

    DisposableServer serve() {
        var endpoint = new MiniProgramEndpoint(
                new Turns(
                        (dialogue, utterance) -> {
                            asked.add(utterance.text());
                            return assistant.reply(dialogue, utterance);
                        },
                        new CaffeineConversations(
                                Duration.ofMinutes(30), 100, Ticker.systemTicker(), DialogueKeeper.ofThisStart(meters)),
                        (conversation, _, utterance, _) -> logged.add(conversation + " " + utterance.text()),
                        Erasure.NONE),
                new GuideLinks(
                        (_, _) -> Optional.empty(),
                        GuideSecret.random(),
                        null,
                        Clock.fixed(Instant.ofEpochSecond(NOW), ZoneId.of("Asia/Shanghai"))),
                new Pseudonyms(new Secret("a secret that stays the same in tests")),
                new MiniProgramSettings(
                        List.of(PLAIN, SAFE),
                        Duration.ofMinutes(5),
                        3,
                        Duration.ofHours(48),
                        2,
                        Duration.ofMinutes(1),
                        new OutboxSettings(
                                api.address(),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(30),
                                3,
                                Duration.ofMillis(10))),
                () -> Instant.ofEpochSecond(NOW),
                engine,
                callers,
                meters);
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(endpoint.routes())))
                .bindNow();
    }

    @AfterEach
    void close() {
        server.disposeNow();
        api.close();
        engine.shutdownNow();
        callers.dispose();
    }

    static Turn saying(Dialogue dialogue, String words) {
        return turn(dialogue, new Reply.Smalltalk(new TopicId("hello"), List.of(new Block.Text(words)), List.of()));
    }

    static Turn turn(Dialogue dialogue, Reply reply) {
        return new Turn(dialogue, reply, "r1");
    }

    record Answer(int status, String body) {}

    static final Answer SUCCESS = new Answer(200, "success");

    Map<String, Object> text(MiniProgram program, String openid, String words) {
        var fields = fields(program, openid, "text");
        fields.put("Content", words);
        fields.put("MsgId", messages.incrementAndGet());
        return fields;
    }

    static Map<String, Object> fields(MiniProgram program, String openid, String type) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("ToUserName", program.originalId());
        fields.put("FromUserName", openid);
        fields.put("CreateTime", NOW);
        fields.put("MsgType", type);
        return fields;
    }

    static String xml(Map<String, Object> fields) {
        var xml = new StringBuilder("<xml>");
        fields.forEach((name, value) -> xml.append('<')
                .append(name)
                .append('>')
                .append(value instanceof String words ? "<![CDATA[" + words + "]]>" : value)
                .append("</")
                .append(name)
                .append('>'));
        return xml.append("</xml>").toString();
    }

    static String json(Map<String, Object> fields) {
        return JsonMapper.shared().writeValueAsString(fields);
    }

    Answer writes(String openid, String words) {
        return post(PLAIN, NOW, json(text(PLAIN, openid, words)));
    }

    Answer post(MiniProgram program, long second, String body) {
        return post(program, Map.of(), second, body);
    }

    /** As Tencent would seal it for {@code appid}, under the program's key. */
    Answer postSealed(MiniProgram program, String appid, boolean json, String body) {
        var sealed = new WxCryptUtil(program.token(), KEY + "=", appid).encrypt("aaaabbbbccccdddd", body);
        var query = Map.of(
                "encrypt_type", "aes", "msg_signature", SHA1.gen(program.token(), String.valueOf(NOW), NONCE, sealed));
        Map<String, Object> envelope =
                new LinkedHashMap<>(Map.of("ToUserName", program.originalId(), "Encrypt", sealed));
        return post(program, query, NOW, json ? json(envelope) : xml(envelope));
    }

    Answer post(MiniProgram program, Map<String, String> more, long second, String body) {
        return answer(client.post().uri(address(program, more, second)).bodyValue(body.getBytes(UTF_8)));
    }

    URI address(MiniProgram program, Map<String, String> more, long second) {
        var query = new LinkedHashMap<>(more);
        query.put("timestamp", String.valueOf(second));
        query.put("nonce", NONCE);
        query.put("signature", SHA1.gen(program.token(), String.valueOf(second), NONCE));
        var address = UriComponentsBuilder.fromUriString("http://127.0.0.1:" + server.port())
                .pathSegment("wx", "ma", program.appid());
        query.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(query).toUri();
    }

    static Answer answer(WebClient.RequestHeadersSpec<?> request) {
        return request.exchangeToMono(response -> response.bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .map(body -> new Answer(response.statusCode().value(), body)))
                .block(Duration.ofSeconds(30));
    }

    static void await(ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(holds);
    }

    Stream<String> wordsTo(String openid) {
        return api.sent().stream().filter(call -> call.to().equals(openid)).map(TencentApi.Call::words);
    }

    double sent(String outcome) {
        return meters.find(Desk.SENT).tag("outcome", outcome).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
