package banshi.channels.wechat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What one account can say to a citizen of its own accord (主动下发). Nothing happens before somebody subscribes; what comes of it
 * is a value, not a failure. Thread-safe; never blocks the caller.
 */
public interface Customers {
    /** A customer-service message (客服消息). */
    Mono<Delivery> text(String openid, String words);

    /** Shows for some seconds that somebody is writing (输入状态). */
    Mono<Delivery> typing(String openid);

    /** A message in a form that WeChat has approved (模板消息). Sent twice, it arrives once. */
    Mono<Delivery> template(String openid, TemplateMessage template);

    /**
     * What fills the form.
     *
     * @param number of our own, at most 32 characters, by which WeChat knows it again
     * @param template as the account's page 模板消息 shows it
     * @param url what it opens; null for nothing
     * @param values name of the blank → what stands there
     */
    record TemplateMessage(
            String number, String template, @Nullable String url, Map<String, String> values) {
        public TemplateMessage {
            values = new LinkedHashMap<>(values); // in their order
        }
    }
}
