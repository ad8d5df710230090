package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.wechat.Customers.TemplateMessage;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServer;

@ExtendWith(NeverBlocks.class)
class WxJavaCustomersTest {
    private static final WechatAccount ACCOUNT =
            Accounts.sending(Accounts.answering("wxb11529c136998cb6", "gh_a", "pamtest", null));
    private static final WechatAccount OTHER =
            Accounts.sending(Accounts.answering("wx5823bf96d3bd56c7", "gh_b", "pamtest", null));

    private final TencentApi api = new TencentApi();
    private final Scheduler threads = Schedulers.newBoundedElastic(16, 2_000, "wx", 60, true);
    private final Customers customers = customers(ACCOUNT, api.address());

    private Customers customers(WechatAccount account, URI address) {
        return customers(account, address, "30s");
    }

    /** One that does not wait long. */
    private Customers hasty() {
        return customers(ACCOUNT, api.address(), "300ms");
    }

    private Customers customers(WechatAccount account, URI address, String answerWithin) {
        var settings = WechatSettingsTest.bound(Map.of(
                        "banshi.wechat.outbox.api", address + "/", "banshi.wechat.outbox.answer-within", answerWithin))
                .outbox();
        return new WxJavaCustomers(new WxJavaClient(account, settings), threads);
    }

    @AfterEach
    void stop() {
        api.close();
        threads.dispose();
    }

    @Test
    void sendsATextWithAStableToken() {
        assertThat(customers.text("oCitizen", "可以办。").block()).isEqualTo(new Delivery.Sent());

        assertThat(api.calls(TencentApi.TOKEN)).singleElement().satisfies(call -> {
            assertThat(call.body().path("appid").asString()).isEqualTo(ACCOUNT.appid());
            assertThat(call.body().path("secret").asString()).isEqualTo(Accounts.SECRET);
            assertThat(call.body().path("grant_type").asString()).isEqualTo("client_credential");
            assertThat(call.body().path("force_refresh").asBoolean()).isFalse();
        });
        assertThat(api.sent()).singleElement().satisfies(call -> {
            assertThat(call.token()).isEqualTo("wxb11529c136998cb6-0");
            assertThat(call.to()).isEqualTo("oCitizen");
            assertThat(call.body().path("msgtype").asString()).isEqualTo("text");
            assertThat(call.words()).isEqualTo("可以办。");
        });
    }

    @Test
    void showsThatSomebodyIsWriting() {
        assertThat(customers.typing("oCitizen").block()).isEqualTo(new Delivery.Sent());

        assertThat(api.calls(TencentApi.TYPING)).singleElement().satisfies(call -> {
            assertThat(call.to()).isEqualTo("oCitizen");
            assertThat(call.body().path("command").asString()).isEqualTo("Typing");
        });
    }

    @Test
    void sendsATemplateMessage() {
        var template = new TemplateMessage("n1", "t1", "https://ask.example.test/", Map.of("thing1", "补办户口本"));

        assertThat(customers.template("oCitizen", template).block()).isEqualTo(new Delivery.Sent());

        assertThat(api.calls(TencentApi.TEMPLATE)).singleElement().satisfies(call -> {
            assertThat(call.to()).isEqualTo("oCitizen");
            assertThat(call.body().path("template_id").asString()).isEqualTo("t1");
            assertThat(call.body().path("client_msg_id").asString()).isEqualTo("n1");
            assertThat(call.body().path("url").asString()).isEqualTo("https://ask.example.test/");
            assertThat(call.body().at("/data/thing1/value").asString()).isEqualTo("补办户口本");
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "-1, Later",
        "45011, Later",
        "43004, Closed",
        "45015, Closed",
        "45047, Closed",
        "48002, Closed",
        "40164, Refused",
        "45002, Refused",
        "45009, Refused",
        "48001, Refused",
        "50002, Refused",
        "99999, Refused"
    })
    void tellsWhatBecameOfIt(int code, String outcome) {
        api.says(TencentApi.SEND, code);

        assertThat(customers.text("oCitizen", "好").block())
                .satisfies(delivery ->
                        assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome));
        assertThat(api.sent()).hasSize(1); // no sleeping and trying again inside
    }

    @ParameterizedTest
    @CsvSource({"40001", "40014", "42001"})
    void fetchesATokenAnewThatIsTakenNoLonger(int code) {
        api.says(TencentApi.SEND, code);

        assertThat(customers.text("oCitizen", "好").block()).isEqualTo(new Delivery.Sent());
        assertThat(api.sent()).hasSize(2);
        assertThat(api.calls(TencentApi.TOKEN)).hasSize(2);
    }

    @Test
    void usesTheNewTokenWhenTheOldOneIsWithdrawn() {
        customers.text("oCitizen", "一").block();
        api.withdrawsTheTokenOf(ACCOUNT.appid());

        assertThat(customers.text("oCitizen", "二").block()).isEqualTo(new Delivery.Sent());
        assertThat(api.sent())
                .extracting(TencentApi.Call::token)
                .containsExactly("wxb11529c136998cb6-0", "wxb11529c136998cb6-0", "wxb11529c136998cb6-1");
    }

    @Test
    void asksForATokenAnewOnlyOnce() {
        api.says(TencentApi.SEND, 40001, 40001);

        assertThat(customers.text("oCitizen", "好").block()).isEqualTo(new Delivery.Refused(40001));
        assertThat(api.sent()).hasSize(2);
    }

    @Test
    void isRefusedWithAWrongSecret() {
        api.says(TencentApi.TOKEN, 40125);

        assertThat(customers.text("oCitizen", "好").block()).isEqualTo(new Delivery.Refused(40125));
        assertThat(api.sent()).isEmpty();
    }

    @Test
    void triesLaterWhereNobodyAnswers() {
        api.keepsSilentTo(TencentApi.SEND);

        assertThat(hasty().text("oCitizen", "好").block()).isInstanceOf(Delivery.Later.class);
    }

    @Test
    void triesLaterWhereTheTokenDoesNotCome() {
        api.keepsSilentTo(TencentApi.TOKEN);

        assertThat(hasty().text("oCitizen", "好").block()).isInstanceOf(Delivery.Later.class);
        assertThat(customers.text("oCitizen", "好").block()).isEqualTo(new Delivery.Sent());
    }

    @Test
    void triesLaterWhereNobodyListens() {
        var nobody = customers(ACCOUNT, URI.create("http://127.0.0.1:1"));

        assertThat(nobody.text("oCitizen", "好").block()).isInstanceOf(Delivery.Later.class);
    }

    @Test
    void triesLaterAfterAnAnswerThatIsNone() {
        api.saysOddly(TencentApi.SEND, "<html>Bad Gateway</html>");

        assertThat(customers.text("oCitizen", "好").block()).isInstanceOf(Delivery.Later.class);
    }

    @Test
    void triesLaterWhatItsThreadsDoNotTake() {
        threads.dispose();

        assertThat(customers.text("oCitizen", "好").block()).isEqualTo(new Delivery.Later("queue full"));
    }

    @Test
    void keepsTheTokensOfTwoAccountsApart() {
        var other = customers(OTHER, api.address());

        Flux.range(0, 40)
                .flatMap(i -> (i % 2 == 0 ? customers : other).text("o" + i, "好"))
                .blockLast();

        assertThat(api.sent())
                .hasSize(40)
                .allSatisfy(call -> assertThat(call.token())
                        .isEqualTo((Integer.parseInt(call.to().substring(1)) % 2 == 0 ? ACCOUNT : OTHER).appid()
                                + "-0"));
    }

    @Test
    void callsOnItsOwnThreadsAndNeverOnTheCallers() {
        Flux.fromStream(IntStream.range(0, 20).boxed())
                .publishOn(Schedulers.parallel()) // BlockHound watches it
                .flatMap(i -> customers.text("o" + i, "好"))
                .blockLast();

        assertThat(api.sent()).hasSize(20);
    }

    @Test
    void logsNeitherTheCitizenNorTheWordsNorTheSecret() {
        var log = (Logger) LoggerFactory.getLogger("ROOT");
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            api.says(TencentApi.SEND, 45015, -1, 40001);
            api.keepsSilentTo(TencentApi.SEND);
            for (int i = 0; i < 4; i++) hasty().text("oCitizen", "户口本").block();
        } finally {
            log.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allSatisfy(line -> assertThat(line).doesNotContain("oCitizen", "户口本", Accounts.SECRET));
    }

    @Test
    void tellsTheSecretToNobodyWhoCannotProveToBeWeChat(@TempDir Path folder) throws Exception {
        var heard = new AtomicInteger();
        var impostor = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .secure(ssl -> ssl.sslContext(selfSigned(folder)))
                .handle((_, response) -> {
                    heard.incrementAndGet();
                    return response.sendString(Mono.just("{\"errcode\":0}"));
                })
                .bindNow();
        try {
            var misled = customers(ACCOUNT, URI.create("https://127.0.0.1:" + impostor.port()));

            assertThat(misled.text("oCitizen", "好").block()).isInstanceOf(Delivery.Later.class);
            assertThat(heard).hasValue(0);
        } finally {
            impostor.disposeNow();
        }
    }

    /** A certificate for this machine that nobody has vouched for. */
    private static SslContext selfSigned(Path folder) {
        var file = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        try {
            var command = (keytool + " -genkeypair -alias a -keyalg EC -dname CN=127.0.0.1 -ext SAN=IP:127.0.0.1"
                            + " -storetype PKCS12 -storepass changeit -keystore " + file)
                    .split(" ");
            var made = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(made.waitFor()).isZero();
            var keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, "changeit".toCharArray());
            return SslContextBuilder.forServer(managers).build();
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new AssertionError("making a certificate", e);
        }
    }
}
