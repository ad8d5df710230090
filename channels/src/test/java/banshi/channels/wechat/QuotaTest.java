package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.wechat.Quota.Deed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Quota quota = new Quota(WechatSettingsTest.bound(Map.of()).quota(), nanos::get);

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private int left(String user) {
        int left = 0;
        while (quota.take(user, 1)) left++;
        return left;
    }

    @Test
    void allowsNothingToWhomeverDidNothing() {
        assertThat(quota.take("u", 1)).isFalse();
    }

    @Test
    void allowsFiveForAMessageUntil48HoursAreOver() {
        quota.allow("u", Deed.MESSAGE);
        assertThat(left("u")).isEqualTo(5);

        quota.allow("u", Deed.MESSAGE);
        passes(Duration.ofHours(48).minusNanos(1));
        assertThat(quota.take("u", 1)).isTrue();
        passes(Duration.ofNanos(1));
        assertThat(quota.take("u", 1)).isFalse();
    }

    @Test
    void allowsThreeForAClickUntilAMinuteIsOver() {
        quota.allow("u", Deed.CLICK);
        assertThat(left("u")).isEqualTo(3);

        quota.allow("u", Deed.CLICK);
        passes(Duration.ofMinutes(1).minusNanos(1));
        assertThat(quota.take("u", 1)).isTrue();
        passes(Duration.ofNanos(1));
        assertThat(quota.take("u", 1)).isFalse();
    }

    @Test
    void countsAnewWithEachMessageAndDoesNotPileUp() {
        quota.allow("u", Deed.MESSAGE);
        quota.take("u", 4);
        quota.allow("u", Deed.MESSAGE);

        assertThat(left("u")).isEqualTo(5);
    }

    @Test
    void usesFirstWhatIsOverFirst() {
        quota.allow("u", Deed.MESSAGE);
        quota.allow("u", Deed.CLICK);

        assertThat(quota.take("u", 2)).isTrue(); // of the click
        passes(Duration.ofMinutes(2));

        assertThat(left("u")).isEqualTo(5);
    }

    @Test
    void addsUpWhatMessageAndClickAllow() {
        quota.allow("u", Deed.MESSAGE);
        quota.allow("u", Deed.CLICK);

        assertThat(quota.take("u", 9)).isFalse();
        assertThat(quota.take("u", 8)).isTrue();
        assertThat(quota.take("u", 1)).isFalse();
    }

    @Test
    void takesAllOrNothing() {
        quota.allow("u", Deed.CLICK);

        assertThat(quota.take("u", 4)).isFalse();
        assertThat(left("u")).isEqualTo(3);
    }

    @Test
    void tellsCitizensApartAndForgetsThem() {
        quota.allow("u", Deed.MESSAGE);
        quota.allow("v", Deed.MESSAGE);
        quota.forget("u");

        assertThat(left("u")).isZero();
        assertThat(left("v")).isEqualTo(5);
    }
}
