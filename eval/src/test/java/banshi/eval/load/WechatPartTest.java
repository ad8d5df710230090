package banshi.eval.load;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.eval.speed.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WechatPartTest {
    private static WechatPart.Row row(long millis, int failures, int told) {
        var nanos = new long[500 - failures];
        Arrays.fill(nanos, millis * 1_000_000);
        var load = new Load(nanos, failures, Duration.ofSeconds(1));
        return new WechatPart.Row("plain", "500 within a second", "fresh", 500, new Crowd.Heard(load, 0, 0), told);
    }

    private static boolean met(WechatPart.Row row) {
        return WechatPart.section(List.of(row)).targets().stream().allMatch(Target::met);
    }

    @Test
    void asksForAHundredMillisecondsAndForEveryMessageOnce() {
        assertThat(met(row(100, 0, 500))).isTrue();
        assertThat(met(row(101, 0, 500))).isFalse();
        assertThat(met(row(10, 1, 500))).isFalse();
        assertThat(met(row(10, 0, 499))).isFalse();
        assertThat(met(row(10, 0, 501))).isFalse();
    }

    @Test
    void addsUpMetricsByNameAndTags() {
        var metrics = ServerMetrics.read("""
                # HELP banshi_wechat_answered_total Answers
                banshi_wechat_answered_total{way="passive"} 3.0
                banshi_wechat_answered_total{way="kept"} 2.0
                banshi_wechat_answered_total_created 9.0
                jvm_threads_live_threads 30.0
                """);

        assertThat(metrics.sum("banshi_wechat_answered_total")).isEqualTo(5);
        assertThat(metrics.sum("banshi_wechat_answered_total", "way=\"passive\""))
                .isEqualTo(3);
        assertThat(metrics.sum("jvm_threads_live_threads")).isEqualTo(30);
        assertThat(metrics.sum("nothing")).isZero();
        assertThat(new ServerMetrics(Map.of()).values()).isEmpty();
    }
}
