package banshi.channels.wechat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells citizens on WeChat how their cases go (办件通知, 模板消息), when an office's own system asks for it. What may be said are the forms that the operator has
 * named for an account; nothing of a notice is kept or logged. Thread-safe; never blocks.
 */
public final class Notices {
    /** Where no account is set up. */
    public static final Notices NONE = new Notices(List.of());

    private final Map<String, Sender> senders;

    /** An account that can send, and what became of what it sent is counted. */
    record Sender(WechatAccount account, Outbox outbox, Tally tally) {}

    Notices(List<Sender> senders) {
        this.senders = senders.stream()
                .collect(Collectors.toUnmodifiableMap(sender -> sender.account().appid(), sender -> sender));
    }

    /**
     * A notice (通知).
     *
     * @param number the sender's own, at most 32 characters: sent twice, it arrives once
     * @param openid who gets it, as the account knows them
     * @param form the operator's name for the template
     * @param values name of the blank → what stands there
     */
    public record Notice(String number, String openid, String form, Map<String, String> values) {
        public Notice {
            values = Map.copyOf(values);
        }
    }

    /** Whether the account can send this form. */
    public boolean has(String appid, String form) {
        return template(appid, form) != null;
    }

    /**
     * Sends it.
     *
     * @return what WeChat made of it; {@link Delivery.Later} after as many attempts as the operator allows
     * @throws IllegalArgumentException if the account {@link #has} no such form
     */
    public Mono<Delivery> send(String appid, Notice notice) {
        var template = template(appid, notice.form());
        var sender = senders.get(appid);
        if (template == null || sender == null)
            throw new IllegalArgumentException("account " + appid + " has no notice '" + notice.form()
                    + "'; allowed: those under its notices in banshi.wechat.accounts");
        var message = new Customers.TemplateMessage(notice.number(), template, null, notice.values());
        return sender.outbox().notice(notice.openid(), message).doOnNext(sender.tally()::noticed);
    }

    private @Nullable String template(String appid, String form) {
        var sender = senders.get(appid);
        return sender == null ? null : sender.account().template(form);
    }
}
