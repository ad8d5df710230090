package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

@ExtendWith(NeverBlocks.class)
class NoticesTest {
    private static final Notices.Notice READY =
            new Notices.Notice("n-7", "oCitizen", TestNotices.FORM, Map.of("thing1", "居民身份证换领", "phrase2", "可领取"));

    private final TencentApi api = new TencentApi();
    private final Scheduler threads = Schedulers.newBoundedElastic(2, 10, "wx", 60, true);
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Notices notices = TestNotices.to(api, threads, timer, meters);

    @AfterEach
    void stop() {
        api.close();
        threads.dispose();
        timer.dispose();
    }

    @Test
    void fillTheFormThatTheOperatorNamed() {
        assertThat(notices.send(TestNotices.APPID, READY).toFuture().join()).isEqualTo(new Delivery.Sent());

        var call = api.calls(TencentApi.TEMPLATE).getFirst();
        assertThat(call.to()).isEqualTo("oCitizen");
        assertThat(call.body().path("template_id").asString()).isEqualTo(TestNotices.TEMPLATE);
        assertThat(call.body().path("client_msg_id").asString()).isEqualTo("n-7");
        assertThat(call.body().path("url").isMissingNode()).isTrue();
        assertThat(call.body().at("/data/thing1/value").asString()).isEqualTo("居民身份证换领");
        assertThat(counted("sent")).isOne();
    }

    @Test
    void areSentAgainWhileWechatIsBusyUnderTheSameNumber() {
        api.says(TencentApi.TEMPLATE, -1);
        var delivery = notices.send(TestNotices.APPID, READY).toFuture();
        Awaitility.await().until(() -> timer.getScheduledTaskCount() == 1);

        timer.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(delivery.join()).isEqualTo(new Delivery.Sent());
        assertThat(api.calls(TencentApi.TEMPLATE))
                .hasSize(2)
                .allMatch(call -> call.body().path("client_msg_id").asString().equals("n-7"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"43004, closed", "40037, refused"})
    void sayWhatWechatMakesOfThem(int code, String became) {
        api.says(TencentApi.TEMPLATE, code);

        assertThat(notices.send(TestNotices.APPID, READY).toFuture().join()).isEqualTo(Delivery.of(code));
        assertThat(counted(became)).isOne();
    }

    @Test
    void areThoseOfTheAccountAndNoOthers() {
        assertThat(notices.has(TestNotices.APPID, TestNotices.FORM)).isTrue();
        assertThat(notices.has(TestNotices.APPID, "else")).isFalse();
        assertThat(notices.has("wx-other", TestNotices.FORM)).isFalse();
        assertThat(Notices.NONE.has(TestNotices.APPID, TestNotices.FORM)).isFalse();
        assertThatThrownBy(() -> notices.send(
                        TestNotices.APPID, new Notices.Notice("n-8", "oCitizen", "else", Map.of("thing1", "好"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'else'");
        assertThat(api.calls(TencentApi.TEMPLATE)).isEmpty();
    }

    private long counted(String delivery) {
        return (long)
                meters.get(Tally.NOTICED).tag("delivery", delivery).counter().count();
    }
}
