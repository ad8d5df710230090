package banshi.channels.wechat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import reactor.core.scheduler.Scheduler;

/** Notices over WxJava to {@link TencentApi}, of one account with one form. */
public final class TestNotices {
    public static final String APPID = "wxb11529c136998cb6";
    public static final String FORM = "case-ready";
    static final String TEMPLATE = "tm-ready-1";

    private TestNotices() {}

    /** @param threads where WxJava is called */
    public static Notices to(TencentApi api, Scheduler threads, Scheduler timer, MeterRegistry meters) {
        var account =
                new WechatAccount(APPID, "gh_a", "pamtest", null, Accounts.SECRET, false, null, Map.of(FORM, TEMPLATE));
        var settings = WechatSettingsTest.bound(Map.of(
                        "banshi.wechat.outbox.api",
                        api.address() + "/",
                        "banshi.wechat.outbox.connect-within",
                        "30s",
                        "banshi.wechat.outbox.answer-within",
                        "30s"))
                .outbox();
        var customers = new WxJavaCustomers(new WxJavaClient(account, settings), threads);
        return new Notices(
                List.of(new Notices.Sender(account, new Outbox(APPID, customers, settings, timer), new Tally(meters))));
    }
}
