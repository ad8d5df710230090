package banshi.channels.wechat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Sends with patience (发件箱): what WeChat may take in a moment is sent again, after pauses that grow; what it will not take comes
 * back, for the caller to keep. A message whose answer is lost on the way may so arrive twice; one that WeChat refused never does.
 * Thread-safe; never blocks.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final String appid;
    private final Customers customers;
    private final OutboxSettings settings;
    private final Scheduler timer;

    Outbox(String appid, Customers customers, OutboxSettings settings, Scheduler timer) {
        this.appid = appid;
        this.customers = customers;
        this.settings = settings;
        this.timer = timer;
    }

    /**
     * Sends a text.
     *
     * @param wanted asked before each attempt: whether it is still to be sent
     */
    Mono<Delivery> text(String openid, String words, BooleanSupplier wanted) {
        return attempt(customers.text(openid, words), wanted, 1, settings.firstPause())
                .doOnNext(delivery -> tell(delivery, "the answer is kept until the citizen writes again"));
    }

    /** Sends a notice (模板消息); what comes back after the last attempt is the sender's to try again, under the same number. */
    Mono<Delivery> notice(String openid, Customers.TemplateMessage message) {
        return attempt(customers.template(openid, message), () -> true, 1, settings.firstPause())
                .doOnNext(delivery -> tell(delivery, "the program that sent it is told"));
    }

    /** Shows once that somebody is writing; that it did not work is no matter. */
    Mono<Void> typing(String openid) {
        return customers.typing(openid).then();
    }

    private Mono<Delivery> attempt(Mono<Delivery> once, BooleanSupplier wanted, int number, Duration pause) {
        return Mono.defer(() -> wanted.getAsBoolean() ? once : Mono.empty())
                .flatMap(delivery -> delivery instanceof Delivery.Later && number < settings.attempts()
                        ? Mono.delay(pause, timer).then(attempt(once, wanted, number + 1, pause.multipliedBy(2)))
                        : Mono.just(delivery));
    }

    private void tell(Delivery delivery, String then) {
        switch (delivery) {
            case Delivery.Sent _ -> {}
            case Delivery.Closed(var code) -> LOG.debug("account {}: a citizen cannot be written to, {}", appid, code);
            case Delivery.Later(var why) ->
                LOG.warn(
                        "account {}: a message could not be sent in {} attempts: {}; {}",
                        appid,
                        settings.attempts(),
                        why,
                        then);
            case Delivery.Refused(var code) ->
                LOG.warn(
                        "account {} may not send: WeChat says {} (40001, 40013, 40125: appid or secret; 40164: this"
                                + " server's address is not on the account's IP白名单; 40037: no such template; 48001: 客服消息 or 模板消息"
                                + " is not among its permissions; 45009: today's calls are used up); {}",
                        appid,
                        code,
                        then);
        }
    }
}
