package banshi.channels.miniprogram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Assistant;
import banshi.assistant.Block;
import banshi.assistant.Choice;
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
import banshi.channels.wechat.NeverBlocks;
import banshi.channels.wechat.OutboxSettings;
import banshi.channels.wechat.TencentApi;
import banshi.channels.wecom.Words;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import me.chanjar.weixin.common.util.crypto.SHA1;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
@ExtendWith(NeverBlocks.class)
class MiniProgramEndpointTest {
    private static final long NOW = 1409304348;
    private static final String NONCE = "xxxxxx";
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final MiniProgram PLAIN = new MiniProgram("wxplain", "gh_plain", "pamtest", null, SECRET);
    private static final MiniProgram SAFE = new MiniProgram("wxsafe", "gh_safe", "safetest", KEY, SECRET);

    private final TencentApi api = new TencentApi();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorService engine = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler callers = Schedulers.newBoundedElastic(16, 2_000, "wx", 60, true);
    private final AtomicInteger messages = new AtomicInteger(100);
    private final DisposableServer server = serve();
    private final WebClient client = WebClient.create();
    private volatile Assistant assistant = (dialogue, utterance) -> saying(dialogue, "答：" + utterance.text());

    private DisposableServer serve() {
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

    private static Turn saying(Dialogue dialogue, String words) {
        return turn(dialogue, new Reply.Smalltalk(new TopicId("hello"), List.of(new Block.Text(words)), List.of()));
    }

    private static Turn turn(Dialogue dialogue, Reply reply) {
        return new Turn(dialogue, reply, "r1");
    }

    private record Answer(int status, String body) {}

    private static final Answer SUCCESS = new Answer(200, "success");

    private Map<String, Object> text(MiniProgram program, String openid, String words) {
        var fields = fields(program, openid, "text");
        fields.put("Content", words);
        fields.put("MsgId", messages.incrementAndGet());
        return fields;
    }

    private static Map<String, Object> fields(MiniProgram program, String openid, String type) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("ToUserName", program.originalId());
        fields.put("FromUserName", openid);
        fields.put("CreateTime", NOW);
        fields.put("MsgType", type);
        return fields;
    }

    private static String xml(Map<String, Object> fields) {
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

    private static String json(Map<String, Object> fields) {
        return JsonMapper.shared().writeValueAsString(fields);
    }

    private Answer writes(String openid, String words) {
        return post(PLAIN, NOW, json(text(PLAIN, openid, words)));
    }

    private Answer post(MiniProgram program, long second, String body) {
        return post(program, Map.of(), second, body);
    }

    /** As Tencent would seal it for {@code appid}, under the program's key. */
    private Answer postSealed(MiniProgram program, String appid, boolean json, String body) {
        var sealed = new WxCryptUtil(program.token(), KEY + "=", appid).encrypt("aaaabbbbccccdddd", body);
        var query = Map.of(
                "encrypt_type", "aes", "msg_signature", SHA1.gen(program.token(), String.valueOf(NOW), NONCE, sealed));
        Map<String, Object> envelope =
                new LinkedHashMap<>(Map.of("ToUserName", program.originalId(), "Encrypt", sealed));
        return post(program, query, NOW, json ? json(envelope) : xml(envelope));
    }

    private Answer post(MiniProgram program, Map<String, String> more, long second, String body) {
        return answer(client.post().uri(address(program, more, second)).bodyValue(body.getBytes(UTF_8)));
    }

    private URI address(MiniProgram program, Map<String, String> more, long second) {
        var query = new LinkedHashMap<>(more);
        query.put("timestamp", String.valueOf(second));
        query.put("nonce", NONCE);
        query.put("signature", SHA1.gen(program.token(), String.valueOf(second), NONCE));
        var address = UriComponentsBuilder.fromUriString("http://127.0.0.1:" + server.port())
                .pathSegment("wx", "ma", program.appid());
        query.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(query).toUri();
    }

    private static Answer answer(WebClient.RequestHeadersSpec<?> request) {
        return request.exchangeToMono(response -> response.bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .map(body -> new Answer(response.statusCode().value(), body)))
                .block(Duration.ofSeconds(30));
    }

    private static void await(ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(holds);
    }

    private Stream<String> wordsTo(String openid) {
        return api.sent().stream().filter(call -> call.to().equals(openid)).map(TencentApi.Call::words);
    }

    private double sent(String outcome) {
        return meters.find(Desk.SENT).tag("outcome", outcome).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void givesBackTheEchoOfASignedCallOnly() {
        assertThat(answer(client.get().uri(address(PLAIN, Map.of("echostr", "12345"), NOW))))
                .isEqualTo(new Answer(200, "12345"));
        assertThat(answer(client.get().uri(address(PLAIN, Map.of("echostr", "12345"), NOW - 301)))
                        .status())
                .isEqualTo(403);
        var unsigned = URI.create("http://127.0.0.1:" + server.port() + "/wx/ma/wxplain?echostr=1&timestamp=" + NOW
                + "&nonce=xxxxxx&signature=0");
        assertThat(answer(client.get().uri(unsigned)).status()).isEqualTo(403);
    }

    @ParameterizedTest(name = "JSON {0}")
    @ValueSource(booleans = {true, false})
    void answersPlainMessagesByCustomerMessages(boolean json) {
        var fields = text(PLAIN, "oOne", "身份证怎么换");

        assertThat(post(PLAIN, NOW, json ? json(fields) : xml(fields))).isEqualTo(SUCCESS);

        await(() -> assertThat(wordsTo("oOne")).containsExactly("答：身份证怎么换"));
        assertThat(logged)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("miniprogram\n")
                        .endsWith(" 身份证怎么换")
                        .doesNotContain("oOne"));
    }

    @ParameterizedTest(name = "JSON {0}")
    @ValueSource(booleans = {true, false})
    void answersSealedMessages(boolean json) {
        var fields = text(SAFE, "oOne", "身份证怎么换");

        assertThat(postSealed(SAFE, SAFE.appid(), json, json ? json(fields) : xml(fields)))
                .isEqualTo(SUCCESS);

        await(() -> assertThat(wordsTo("oOne")).containsExactly("答：身份证怎么换"));
    }

    @Test
    void refusesWhatIsNotSealedForThisProgram() {
        var fields = json(text(SAFE, "oOne", "在吗"));

        assertThat(postSealed(SAFE, "wxother", true, fields).status()).isEqualTo(403);
        assertThat(post(SAFE, NOW, fields).status()).isEqualTo(403);
        assertThat(post(PLAIN, NOW, json(text(SAFE, "oOne", "在吗"))).status()).isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesWhatIsStaleTooLongOrNoMessage() {
        assertThat(post(PLAIN, NOW - 301, json(text(PLAIN, "oOne", "在吗"))).status())
                .isEqualTo(403);
        assertThat(post(PLAIN, NOW, "{\"Content\":\"" + "A".repeat(64 * 1024) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(post(PLAIN, NOW, "{\"Content\":").status()).isEqualTo(400);
        assertThat(post(PLAIN, NOW, "").status()).isEqualTo(400);
        assertThat(post(PLAIN, NOW, json(text(PLAIN, "", "在吗"))).status()).isEqualTo(400);
        var unknown = new MiniProgram("wxunknown", "gh_x", "pamtest", null, SECRET);
        assertThat(post(unknown, NOW, json(text(unknown, "oOne", "在吗"))).status())
                .isEqualTo(404);
    }

    @Test
    void answersAMessageThatIsPostedAgainOnce() {
        var message = json(text(PLAIN, "oOne", "一"));
        assertThat(post(PLAIN, NOW, message)).isEqualTo(SUCCESS);
        assertThat(post(PLAIN, NOW, message)).isEqualTo(SUCCESS);

        writes("oOne", "二");

        await(() -> assertThat(wordsTo("oOne")).containsExactly("答：一", "答：二"));
    }

    @Test
    void keepsTheOrderOfACitizensMessages() {
        api.says(TencentApi.SEND, -1);
        // no more than WeChat allows after the last of them, should all come before the first is answered
        var words = IntStream.range(0, 3).mapToObj(i -> "问" + i).toList();

        for (var word : words) writes("oOne", word);

        await(() -> assertThat(sent("sent")).isEqualTo(3));
        assertThat(wordsTo("oOne").distinct())
                .containsExactlyElementsOf(words.stream().map(w -> "答：" + w).toList());
        assertThat(asked).containsExactlyElementsOf(words);
    }

    @Test
    void welcomesWhoEntersOnceHoweverOftenItIsPosted() {
        for (int i = 0; i < 3; i++) {
            var entering = fields(PLAIN, "oOne", "event");
            entering.put("Event", "user_enter_tempsession");
            entering.put("CreateTime", NOW);
            assertThat(post(PLAIN, NOW, json(entering))).isEqualTo(SUCCESS);
        }
        var other = fields(PLAIN, "oOne", "event");
        other.put("Event", "user_view_card");
        assertThat(post(PLAIN, NOW, json(other))).isEqualTo(SUCCESS);

        writes("oOne", "在吗");

        await(() -> assertThat(wordsTo("oOne")).containsExactly(Desk.WELCOME, "答：在吗"));
    }

    @Test
    void writesChoicesByNumberAndLongRepliesInTextsOf2048Bytes() {
        var sentence = "请带上身份证原件，到户籍所在地派出所的窗口去办理，工作日都可以。";
        assistant = (dialogue, _) -> turn(
                dialogue,
                new Reply.Clarify(
                        List.of(new Block.Text(sentence.repeat(30))),
                        List.of(new Choice("a", "换身份证", null, null), new Choice("b", "换护照", null, null)),
                        List.of()));

        writes("oOne", "换证");

        await(() -> assertThat(wordsTo("oOne")).hasSize(2));
        assertThat(wordsTo("oOne"))
                .allSatisfy(words -> assertThat(words.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(2048));
        assertThat(wordsTo("oOne").toList().getLast()).endsWith("1. 换身份证\n2. 换护照\n" + Desk.PICK_BY_NUMBER);
    }

    @Test
    void sendsNoMoreThanWeChatAllowsAfterAMessage() {
        assistant = (dialogue, _) -> saying(dialogue, "很长的一句话，说的是怎么办。".repeat(400));

        writes("oOne", "一");

        await(() -> assertThat(sent("over-quota")).isEqualTo(1));
        assertThat(wordsTo("oOne")).hasSize(3);
        assistant = (dialogue, _) -> saying(dialogue, "好");
        writes("oOne", "二");
        await(() -> assertThat(wordsTo("oOne")).hasSize(4).last().isEqualTo("好"));
    }

    @Test
    void stopsAtWhatWeChatDoesNotTake() {
        api.says(TencentApi.SEND, 45015);
        assistant = (dialogue, _) -> saying(dialogue, "很长的一句话。".repeat(200));

        writes("oOne", "一");

        await(() -> assertThat(sent("refused")).isEqualTo(1));
        assertThat(api.sent()).hasSize(1);
        assistant = (dialogue, _) -> saying(dialogue, "好");
        writes("oOne", "二");
        await(() -> assertThat(sent("sent")).isEqualTo(1));
    }

    @Test
    void renewsATokenThatIsTakenNoLonger() {
        writes("oOne", "一");
        await(() -> assertThat(sent("sent")).isEqualTo(1));
        api.withdrawsTheTokenOf(PLAIN.appid());

        writes("oOne", "二");

        await(() -> assertThat(sent("sent")).isEqualTo(2));
        assertThat(api.calls(TencentApi.TOKEN)).hasSize(2);
    }

    @Test
    void saysWhatItCannotReadAndThatItCouldNotAnswer() {
        var picture = fields(PLAIN, "oPicture", "image");
        picture.put("MsgId", 1);
        post(PLAIN, NOW, xml(picture));
        assistant = (_, _) -> {
            throw new IllegalStateException("said by the test");
        };

        writes("oOne", "在吗");

        await(() -> {
            assertThat(wordsTo("oPicture")).containsExactly(Words.DESCRIBE_INSTEAD);
            assertThat(wordsTo("oOne")).containsExactly(Words.APOLOGY);
        });
    }
}
