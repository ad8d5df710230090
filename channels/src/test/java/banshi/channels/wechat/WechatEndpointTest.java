package banshi.channels.wechat;

import static banshi.channels.wechat.Replies.choice;
import static banshi.channels.wechat.Replies.saying;
import static banshi.channels.wechat.Tencent.await;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Application;
import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.channels.conversation.CaffeineConversations;
import banshi.channels.conversation.Conversations;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.conversation.Erasure;
import banshi.channels.conversation.TurnLog;
import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.guide.GuideSecret;
import banshi.channels.limit.CaffeineAllowances;
import banshi.channels.once.CaffeineOnce;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A real server on loopback; {@link Tencent} posts to it. */
@ExtendWith(NeverBlocks.class)
class WechatEndpointTest {
    private static final Pseudonyms PSEUDONYMS = new Pseudonyms(Secret.random());
    private static final long NOW = 1409304348; // of the published vector
    private static final GuideLinks GUIDES = new GuideLinks(
            (application, day) -> Optional.empty(),
            GuideSecret.random(),
            URI.create("https://ask.example.test/"),
            Clock.fixed(Instant.ofEpochSecond(NOW), ZoneId.of("Asia/Shanghai")));

    private static final WechatAccount PLAIN = Accounts.answering("wxb11529c136998cb6", "gh_plain", "pamtest", null);
    private static final WechatAccount SAFE = Accounts.answering(
            "wx5823bf96d3bd56c7", "gh_safe", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C");

    private final List<Utterance> asked = new CopyOnWriteArrayList<>();
    private final List<Dialogue> before = new CopyOnWriteArrayList<>();
    private final DialogueKeeper keeper = DialogueKeeper.ofThisStart(new SimpleMeterRegistry());
    private final Scheduler engine = Schedulers.newBoundedElastic(4, 1_000, "engine");
    private final Scheduler callers = Schedulers.newBoundedElastic(16, 2_000, "wx", 60, true);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final AtomicLong nanos = new AtomicLong();
    private volatile Assistant assistant = (_, utterance) -> saying("答：" + utterance.text());
    private volatile Instant now = Instant.ofEpochSecond(NOW);
    private DisposableServer server;
    private Tencent plain;
    private Tencent safe;

    @BeforeEach
    void start() {
        server = serve(List.of(PLAIN, SAFE));
        plain = new Tencent(address(server), PLAIN, NOW);
        safe = new Tencent(address(server), SAFE, NOW);
    }

    @AfterEach
    void stop() {
        server.disposeNow();
        engine.dispose();
        callers.dispose();
        timer.dispose();
    }

    private DisposableServer serve(List<WechatAccount> accounts) {
        var settings = WechatSettingsTest.of(accounts, Map.of());
        var endpoint = new WechatEndpoint(
                new Turns(this::reply, dialogues(), TurnLog.NONE, Erasure.NONE),
                PSEUDONYMS,
                new CaffeineAllowances(nanos::get),
                new CaffeineOnce(settings.duplicatesKept(), 1 << 20, nanos::get),
                GUIDES,
                settings,
                () -> now,
                engine,
                callers,
                meters,
                timer,
                nanos::get);
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(endpoint.routes())))
                .bindNow();
    }

    private Conversations dialogues() {
        return new CaffeineConversations(Duration.ofMinutes(30), 1_000, nanos::get, keeper);
    }

    private Turn reply(Dialogue dialogue, Utterance utterance) {
        before.add(dialogue);
        asked.add(utterance);
        return assistant.reply(dialogue, utterance);
    }

    private static URI address(DisposableServer server) {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    // ---- the address is entered at Tencent

    @Test
    void echoesTencentsStringForThePublishedSignature() {
        WebTestClient.bindToServer()
                .baseUrl(address(server).toString())
                .build()
                .get()
                .uri("/wx/mp/wxb11529c136998cb6?signature=76480565cbe296026c53aaacd1ad523a1ddba24f"
                        + "&timestamp=1409304348&nonce=xxxxxx&echostr=5927782489442352469")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_PLAIN)
                .expectBody(String.class)
                .isEqualTo("5927782489442352469");
    }

    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource({
        "/wx/mp/wxb11529c136998cb6?signature=76480565cbe296026c53aaacd1ad523a1ddba240&timestamp=1409304348&nonce=xxxxxx&echostr=1, 403",
        "/wx/mp/wxb11529c136998cb6?signature=76480565cbe296026c53aaacd1ad523a1ddba24f&timestamp=1409304349&nonce=xxxxxx&echostr=1, 403",
        "/wx/mp/wxb11529c136998cb6?timestamp=1409304348&nonce=xxxxxx&echostr=1, 403",
        "/wx/mp/wxb11529c136998cb6, 403",
        "/wx/mp/wx5823bf96d3bd56c7?signature=76480565cbe296026c53aaacd1ad523a1ddba24f&timestamp=1409304348&nonce=xxxxxx&echostr=1, 403",
        "/wx/mp/wx0000000000000000?signature=76480565cbe296026c53aaacd1ad523a1ddba24f&timestamp=1409304348&nonce=xxxxxx&echostr=1, 404"
    })
    void echoesNothingToOthers(String address, int status) {
        WebTestClient.bindToServer()
                .baseUrl(address(server).toString())
                .build()
                .get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .isEmpty();
    }

    // ---- who may post, and how

    @Test
    void answersAPlainMessageInPlainXml() {
        var answer = await(plain.sendPlain(plain.text("换身份证")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type().isCompatibleWith(MediaType.TEXT_XML)).isTrue();
        assertThat(answer.fields())
                .containsOnlyKeys("ToUserName", "FromUserName", "CreateTime", "MsgType", "Content")
                .containsEntry("ToUserName", "oCitizen")
                .containsEntry("FromUserName", "gh_plain")
                .containsEntry("CreateTime", String.valueOf(NOW))
                .containsEntry("MsgType", "text")
                .containsEntry("Content", "答：换身份证");
    }

    @Test
    void answersASafeMessageEncrypted() {
        var answer = safe.opened(await(safe.sendSafe(safe.text("换身份证"))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type().isCompatibleWith(MediaType.TEXT_XML)).isTrue();
        assertThat(answer.fields())
                .containsEntry("ToUserName", "oCitizen")
                .containsEntry("FromUserName", "gh_safe")
                .containsEntry("Content", "答：换身份证");
    }

    @Test
    void believesOfACompatibleMessageOnlyTheEncryptedPart() {
        var answer = await(safe.sendCompatible(safe.text("换身份证")));

        assertThat(safe.opened(answer).words()).isEqualTo("答：换身份证");
    }

    @Test
    void neverEncryptsSuccess() {
        var answer = await(safe.sendSafe(safe.event("VIEW")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type().isCompatibleWith(MediaType.TEXT_PLAIN)).isTrue();
        assertThat(answer.body()).isEqualTo("success");
    }

    @Test
    void refusesAPlainMessageToAnAccountThatEncrypts() {
        assertThat(await(safe.sendPlain(safe.text("换身份证"))).status()).isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesAnEncryptedMessageToAnAccountWithoutAKey() {
        var query = plain.signed(NOW);
        query.put("encrypt_type", "aes");

        assertThat(await(plain.post(query, Tencent.xml(plain.text("换身份证")))).status())
                .isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @Test
    void doesNotKnowOtherAccounts() {
        var other = Accounts.answering("wx0000000000000000", "gh_plain", "pamtest", null);
        var tencent = new Tencent(address(server), other, NOW);

        assertThat(await(tencent.sendPlain(tencent.text("换身份证"))).status()).isEqualTo(404);
    }

    @Test
    void startsWithoutAnyAccount() {
        var empty = serve(List.of());
        try {
            var tencent = new Tencent(address(empty), PLAIN, NOW);

            assertThat(await(tencent.sendPlain(tencent.text("换身份证"))).status()).isEqualTo(404);
        } finally {
            empty.disposeNow();
        }
    }

    @Test
    void refusesAWrongSignature() {
        var query = plain.signed(NOW);
        query.put("signature", "76480565cbe296026c53aaacd1ad523a1ddba240");

        var answer = await(plain.post(query, Tencent.xml(plain.text("换身份证"))));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesASignatureThatCameWithAnotherMessage() {
        var query = plain.signed(NOW);
        var first = Tencent.xml(plain.message("text", Map.of("Content", "换身份证", "MsgId", "1")));
        var other = Tencent.xml(plain.message("text", Map.of("Content", "别的", "MsgId", "2")));

        assertThat(await(plain.post(query, first)).status()).isEqualTo(200);
        assertThat(await(plain.post(query, other)).status()).isEqualTo(403);
        assertThat(await(plain.post(query, first)).status()).isEqualTo(200);
        assertThat(asked).hasSize(1);
    }

    @Test
    void refusesCiphertextThatIsNotSigned() {
        var encrypted = safe.encryptedFor(SAFE.appid(), safe.text("换身份证"));
        var query = safe.signed(NOW);
        query.put("encrypt_type", "aes");

        assertThat(await(safe.post(query, safe.encryptedXml(encrypted, ""))).status())
                .isEqualTo(403);
        query.put("msg_signature", query.get("signature"));
        assertThat(await(safe.post(query, safe.encryptedXml(encrypted, ""))).status())
                .isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest(name = "made {0} s from now: {1}")
    @CsvSource({"-301, 403", "-300, 200", "300, 200", "301, 403"})
    void refusesAStalePost(long off, int status) {
        var answer = await(plain.post(plain.signed(NOW + off), Tencent.xml(plain.text("换身份证"))));

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1409304348", "99999999999999999999"})
    void refusesATimeThatIsNone(String timestamp) {
        var query = plain.signed(NOW);
        query.put("timestamp", timestamp);

        assertThat(await(plain.post(query, Tencent.xml(plain.text("换身份证")))).status())
                .isEqualTo(403);
    }

    @Test
    void refusesWhatWasEncryptedForAnotherAppid() {
        var encrypted = safe.encryptedFor(PLAIN.appid(), safe.text("换身份证"));

        assertThat(await(safe.sendEncrypted(encrypted, "")).status()).isEqualTo(403);
        assertThat(await(safe.sendEncrypted(safe.encryptedFor(SAFE.appid(), safe.text("换身份证")), ""))
                        .status())
                .isEqualTo(200);
        assertThat(asked).hasSize(1);
    }

    @Test
    void refusesWhatIsAddressedToAnotherAccount() {
        assertThat(await(plain.sendPlain(plain.message("text", Map.of("Content", "换", "ToUserName", "gh_safe"))))
                        .status())
                .isEqualTo(403);
        assertThat(await(safe.sendSafe(safe.message("text", Map.of("Content", "换", "ToUserName", "gh_plain"))))
                        .status())
                .isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @Test
    void keepsAccountsApartEvenForEqualNumbersAndNames() {
        assistant = (dialogue, utterance) ->
                saying(dialogue.offered().isEmpty() ? "初次" : "又来", new Dialogue(List.of(choice("甲"), choice("乙"))));

        assertThat(await(plain.sendPlain(plain.text("换身份证"))).words()).isEqualTo("初次");
        assertThat(safe.opened(await(safe.sendSafe(safe.text("换身份证")))).words()).isEqualTo("初次");
        assertThat(asked).hasSize(2);
    }

    // ---- what is no message

    @Test
    void refusesABodyOver64KiB() {
        var shell = Tencent.xml(plain.text("")).length();

        assertThat(await(plain.sendPlain(plain.text("a".repeat(64 * 1024 - shell))))
                        .words())
                .isEqualTo(Words.SHORTER);
        assertThat(await(plain.sendPlain(plain.text("a".repeat(64 * 1024 - shell + 1))))
                        .status())
                .isEqualTo(413);
        assertThat(await(plain.sendPlain(plain.text("a".repeat(3_000_000)))).status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"text\":\"换身份证\"}",
                "<xml><Content>换身份证",
                "<xml class=\"java.lang.ProcessBuilder\"><ToUserName>gh_plain</ToUserName></xml>",
                "<xml><ToUserName>gh_plain</ToUserName></xml>"
            })
    void refusesWhatIsNoMessage(String body) {
        var answer = await(plain.post(plain.signed(NOW), body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void readsNoFileForAnXmlEntity(@TempDir Path folder) throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "机密");
        var body = "<?xml version=\"1.0\"?><!DOCTYPE xml [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + Tencent.xml(plain.text("换")).replace("<![CDATA[换]]>", "&x;");

        var answer = await(plain.post(plain.signed(NOW), body));
        var encrypted =
                await(safe.sendEncrypted(safe.encryptedFor(SAFE.appid(), Map.of("a", "]]></a>&x;<a><![CDATA[")), ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(encrypted.status()).isEqualTo(400);
        assertThat(asked).isEmpty();
    }

    @Test
    void passesOverAMessageThatWxJavaCannotRead() {
        var answer = await(plain.sendPlain(plain.message("text", Map.of("MsgId", "abc", "Content", "换"))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("success");
    }

    // ---- five seconds

    @Test
    void answersARepeatedMessageFromTheFirstPostsWorkWhileItRuns() throws Exception {
        var running = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        assistant = (_, utterance) -> {
            running.countDown();
            wait(go);
            return saying("第" + asked.size() + "次");
        };

        var first = plain.sendPlain(plain.text("换身份证"));
        wait(running);
        var second = plain.sendPlain(plain.text("换身份证"));
        Awaitility.await().until(() -> timer.getScheduledTaskCount() == 2); // the second waits too
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        go.countDown();

        assertThat(await(first).words()).isEqualTo("第1次");
        assertThat(await(second).words()).isEqualTo("第1次");
        assertThat(asked).hasSize(1);
    }

    @Test
    void answersARepeatedMessageFromTheFirstPostsWorkWhenItIsDone() {
        var first = await(plain.sendPlain(plain.text("换身份证")));
        nanos.addAndGet(Duration.ofSeconds(89).toNanos());
        var second = await(plain.sendPlain(plain.text("换身份证")));

        assertThat(second.words()).isEqualTo(first.words());
        assertThat(asked).hasSize(1);
    }

    @Test
    void forgetsAnAnswerAfterNinetySeconds() {
        await(plain.sendPlain(plain.text("换身份证")));
        nanos.addAndGet(Duration.ofSeconds(91).toNanos());
        await(plain.sendPlain(plain.text("换身份证")));

        assertThat(asked).hasSize(2);
    }

    @Test
    void answersTheSameWordsInANewMessageAnew() {
        await(plain.sendPlain(plain.text("换身份证")));
        await(plain.sendPlain(plain.message("text", Map.of("Content", "换身份证", "MsgId", "2"))));

        assertThat(asked).hasSize(2);
    }

    @Test
    void waitsForAnAnswerThatIsAlmostLate() throws Exception {
        var running = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        assistant = (_, _) -> {
            running.countDown();
            wait(go);
            return saying("赶上了");
        };

        var answer = plain.sendPlain(plain.text("换身份证"));
        wait(running);
        timer.advanceTimeBy(Duration.ofMillis(4199));
        go.countDown();

        assertThat(await(answer).words()).isEqualTo("赶上了");
    }

    @Test
    void apologisesWhenTheAssistantFailsAndToTheRetryToo() {
        assistant = (_, _) -> {
            throw new IllegalStateException("broken");
        };

        assertThat(await(plain.sendPlain(plain.text("换身份证"))).words()).isEqualTo(Words.APOLOGY);
        assertThat(await(plain.sendPlain(plain.text("换身份证"))).words()).isEqualTo(Words.APOLOGY);
        assertThat(safe.opened(await(safe.sendSafe(safe.text("换身份证")))).words())
                .isEqualTo(Words.APOLOGY)
                .contains("12345");
        assertThat(asked).hasSize(2);
    }

    @Test
    void apologisesWhenTheSchedulerRefuses() {
        engine.dispose();

        assertThat(await(plain.sendPlain(plain.text("换身份证"))).words()).isEqualTo(Words.APOLOGY);
    }

    @Test
    void neverRunsTheAssistantOnAnEventLoop() {
        var threads = new CopyOnWriteArrayList<String>();
        assistant = (_, _) -> {
            threads.add(Thread.currentThread().getName());
            return saying("好");
        };

        await(plain.sendPlain(plain.text("换身份证")));

        assertThat(threads).singleElement().asString().startsWith("engine-");
    }

    @Test
    void answersFiftyCitizensAtOnceEachOnce() {
        var times = new ConcurrentHashMap<String, AtomicInteger>();
        assistant = (_, utterance) -> {
            times.computeIfAbsent(utterance.text(), _ -> new AtomicInteger()).incrementAndGet();
            return saying("答：" + utterance.text());
        };

        var answers = new ArrayList<CompletableFuture<Tencent.Answer>>();
        for (int i = 0; i < 50; i++)
            answers.add(safe.sendSafe(safe.message(
                    "text", Map.of("Content", "问题" + i, "MsgId", "" + i, "FromUserName", "oCitizen" + i))));

        for (int i = 0; i < 50; i++) {
            var reply = safe.opened(await(answers.get(i)));
            assertThat(reply.words()).isEqualTo("答：问题" + i);
            assertThat(reply.fields()).containsEntry("ToUserName", "oCitizen" + i);
        }
        assertThat(times).hasSize(50).allSatisfy((_, count) -> assertThat(count).hasValue(1));
    }

    @Test
    void takesTheTurnsOfOneCitizenOneAfterTheOther() throws Exception {
        var running = new CountDownLatch(1);
        var overtaking = new CountDownLatch(2);
        var offered = new Dialogue(List.of(choice("甲"), choice("乙")));
        assistant = (_, _) -> {
            running.countDown();
            overtaking.countDown();
            overtakes(overtaking);
            return saying("好", offered);
        };

        var first = plain.sendPlain(plain.message("text", Map.of("Content", "问", "MsgId", "1")));
        wait(running);
        ask("2");
        await(first);

        assertThat(before).containsExactly(Dialogue.NEW, offered);
    }

    /** Gives a second turn the chance to begin before the first has ended; where turns queue up, nobody takes it. */
    private static void overtakes(CountDownLatch overtaking) {
        try {
            overtaking.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // ---- what citizens send

    @Test
    void asksTheAssistantWithTheWordsTheChannelAndTheDayInChina() {
        now = Instant.parse("2014-08-29T16:00:00Z");
        var tencent = new Tencent(address(server), PLAIN, now.getEpochSecond());

        await(tencent.sendPlain(tencent.text("换身份证")));

        assertThat(asked)
                .containsExactly(new Utterance("换身份证", Utterance.Channel.WECHAT, null, LocalDate.of(2014, 8, 30)));
    }

    @Test
    void answersSpeechByWhatWasRecognised() {
        var speech = plain.message("voice", Map.of("MediaId", "m", "Format", "amr", "Recognition", "换身份证。"));

        assertThat(await(plain.sendPlain(speech)).words()).isEqualTo("答：换身份证。");
    }

    @Test
    void asksToTypeWhatWasNotRecognised() {
        assertThat(await(plain.sendPlain(plain.message("voice", Map.of("MediaId", "m"))))
                        .words())
                .isEqualTo(Words.TYPE_INSTEAD);
        assertThat(await(plain.sendPlain(plain.message("voice", Map.of("MediaId", "m", "Recognition", ""))))
                        .words())
                .isEqualTo(Words.TYPE_INSTEAD);
        assertThat(asked).isEmpty();
    }

    @Test
    void answersATappedOptionByItsWords() {
        var tapped = plain.message("text", Map.of("Content", "补办户口本", "bizmsgmenuid", "opt:1"));

        assertThat(await(plain.sendPlain(tapped)).words()).isEqualTo("答：补办户口本");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "video", "shortvideo", "link", "file", "something-new"})
    void asksToDescribeInWordsWhatIsNoText(String type) {
        var message = plain.message(type, Map.of("MediaId", "m", "PicUrl", "http://127.0.0.1:1/x", "Label", "某路1号"));

        assertThat(await(plain.sendPlain(message)).words()).isEqualTo(Words.DESCRIBE_INSTEAD);
        assertThat(asked).isEmpty();
    }

    @Test
    void asksToDescribeWhenTheTextIsBlank() {
        assertThat(await(plain.sendPlain(plain.text("  "))).words()).isEqualTo(Words.DESCRIBE_INSTEAD);
        assertThat(asked).isEmpty();
    }

    @Test
    void asksToSayItShorterOverFiveHundredCharacters() {
        assertThat(await(plain.sendPlain(plain.text("长".repeat(501)))).words()).isEqualTo(Words.SHORTER);
        assertThat(asked).isEmpty();
        var shorter = plain.message("text", Map.of("Content", "长".repeat(500), "MsgId", "2"));
        assertThat(await(plain.sendPlain(shorter)).words()).startsWith("答：长");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "SCAN"})
    void greetsWithThreeQuestionsToTapAndAWordOnPrivacy(String event) {
        var greeting = await(plain.sendPlain(plain.event(event))).words();

        assertThat(greeting)
                .contains("隐私")
                .containsSubsequence("opt:1", "opt:2", "opt:3")
                .doesNotContain("opt:4");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VIEW", "view_miniprogram", "LOCATION", "TEMPLATESENDJOBFINISH", "something-new"})
    void saysSuccessToOtherEvents(String event) {
        assertThat(await(plain.sendPlain(plain.event(event))).body()).isEqualTo("success");
        assertThat(asked).isEmpty();
    }

    @Test
    void remembersTheDialogueForHalfAnHour() {
        var offered = new Dialogue(List.of(choice("甲"), choice("乙")));
        assistant = (_, _) -> saying("好", offered);

        ask("1");
        nanos.addAndGet(Duration.ofMinutes(29).toNanos());
        ask("2");
        nanos.addAndGet(Duration.ofMinutes(31).toNanos());
        ask("3");

        assertThat(before).containsExactly(Dialogue.NEW, offered, Dialogue.NEW);
    }

    @Test
    void forgetsAfterHalfAnHourOfSilenceToTheNanosecond() {
        var offered = new Dialogue(List.of(choice("甲"), choice("乙")));
        assistant = (_, _) -> saying("好", offered);

        ask("1");
        nanos.addAndGet(Duration.ofMinutes(30).toNanos() - 1);
        ask("2");
        nanos.addAndGet(Duration.ofMinutes(30).toNanos());
        ask("3");

        assertThat(before).containsExactly(Dialogue.NEW, offered, Dialogue.NEW);
    }

    @Test
    void forgetsACitizenWhoUnsubscribes() {
        var offered = new Dialogue(List.of(choice("甲"), choice("乙")));
        assistant = (_, _) -> saying("好", offered);

        ask("1");
        ask("2");
        assertThat(await(plain.sendPlain(plain.event("unsubscribe"))).body()).isEqualTo("success");
        ask("3");
        ask("1"); // its answer is forgotten too

        assertThat(before).containsExactly(Dialogue.NEW, offered, Dialogue.NEW, offered);
    }

    @Test
    void keepsOtherCitizensDialoguesWhenOneUnsubscribes() {
        var offered = new Dialogue(List.of(choice("甲"), choice("乙")));
        assistant = (_, _) -> saying("好", offered);
        var leaving = plain.event("unsubscribe");
        leaving.put("FromUserName", "oOther");

        ask("1");
        await(plain.sendPlain(leaving));
        ask("2");

        assertThat(before).containsExactly(Dialogue.NEW, offered);
    }

    @Test
    void doesNotRememberATurnThatWasRunningWhenTheCitizenUnsubscribed() throws Exception {
        var running = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        assistant = (_, _) -> {
            running.countDown();
            wait(go);
            return saying("好", new Dialogue(List.of(choice("甲"), choice("乙"))));
        };

        var first = plain.sendPlain(plain.text("换身份证"));
        wait(running);
        await(plain.sendPlain(plain.event("unsubscribe")));
        go.countDown();
        await(first);
        ask("2");

        assertThat(before).containsExactly(Dialogue.NEW, Dialogue.NEW);
    }

    private void ask(String number) {
        await(plain.sendPlain(plain.message("text", Map.of("Content", "问", "MsgId", number))));
    }

    // ---- what citizens get

    @Test
    void letsNoReplyBreakOutOfItsXml() {
        assistant = (_, _) -> saying("甲]]></Content><Content>乙");

        assertThat(await(plain.sendPlain(plain.text("换"))).words()).isEqualTo("甲]] ></Content><Content>乙");
        assertThat(safe.opened(await(safe.sendSafe(safe.text("换")))).words()).isEqualTo("甲]] ></Content><Content>乙");
    }

    @Test
    void letsNoSenderBreakOutOfTheReplysXml() {
        var fields = plain.text("换");
        fields.put("FromUserName", "o]]]]><![CDATA[></ToUserName>");

        assertThat(await(plain.sendPlain(fields)).fields())
                .containsOnlyKeys("ToUserName", "FromUserName", "CreateTime", "MsgType", "Content")
                .containsEntry("ToUserName", "o]] ></ToUserName>");
    }

    @Test
    void offersTheChoicesOfAClarificationToTap() {
        assistant = (_, _) -> new Turn(
                Dialogue.NEW, new Reply.Clarify(List.of(), List.of(choice("补办户口本"), choice("换领户口本")), List.of()), "r1");

        assertThat(await(plain.sendPlain(plain.text("户口本"))).words())
                .contains("msgmenucontent=%E8%A1%A5%E5%8A%9E", "&msgmenuid=opt:1\">补办户口本</a>", "opt:2\">换领户口本</a>");
    }

    @Test
    void cutsAReplyThatIsTooLong() {
        assistant = (_, _) -> saying("很长的一句话😀。".repeat(200));

        assertThat(SentenceCut.bytes(await(plain.sendPlain(plain.text("换"))).words()))
                .isBetween(1900, 2048);
    }

    @Test
    void tellsMessagesWithoutANumberApartBySecondEventAndKey() {
        var keys = new HashMap<String, Correspondence.MessageKey>();
        for (var more : List.of(
                Map.of("Event", "CLICK", "EventKey", "a"),
                Map.of("Event", "CLICK", "EventKey", "b"),
                Map.of("Event", "VIEW", "EventKey", "a"),
                Map.of("Event", "CLICK", "EventKey", "a", "CreateTime", "1"))) {
            var fields = plain.message("event", more);
            fields.remove("MsgId");
            var message = WxMpXmlMessage.fromXml(Tencent.xml(fields));
            keys.put(more.toString(), Correspondence.MessageKey.of("u", message));
            assertThat(Correspondence.MessageKey.of("u", message)).isEqualTo(keys.get(more.toString()));
        }

        assertThat(keys.values()).hasSize(4).doesNotHaveDuplicates();
    }

    private static void wait(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // ---- guided applications

    @Test
    void givesTheWholeAddressOfAGuidedApplication() {
        var application = new Application(new MatterId("idcard-renew"), Circumstances.NONE);
        assistant =
                (dialogue, utterance) -> new Turn(Dialogue.NEW, saying("可以办。").reply(), "r1", application, false);

        assertThat(await(plain.sendPlain(plain.text("身份证到期了"))).words())
                .startsWith("可以办。")
                .contains(Words.GUIDE + "：https://ask.example.test/guide/");
    }
}
