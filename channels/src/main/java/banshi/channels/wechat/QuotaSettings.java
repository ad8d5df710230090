package banshi.channels.wechat;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many customer-service messages WeChat lets us send (客服消息条数), under {@code banshi.wechat.quota}. What is sent beyond it is refused, so
 * it is not sent.
 *
 * @param afterMessage since the citizen's last message
 * @param messageLasts for how long
 * @param afterClick since the citizen last tapped a menu or an option, followed the account or scanned a code
 * @param clickLasts for how long
 */
public record QuotaSettings(
        @DefaultValue("5") int afterMessage,
        @DefaultValue("48h") Duration messageLasts,
        @DefaultValue("3") int afterClick,
        @DefaultValue("1m") Duration clickLasts) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public QuotaSettings {
        Ranges.check("quota.after-message", afterMessage, 0, 100);
        Ranges.check("quota.message-lasts", messageLasts, Duration.ofMinutes(1), Duration.ofDays(7));
        Ranges.check("quota.after-click", afterClick, 0, 100);
        Ranges.check("quota.click-lasts", clickLasts, Duration.ofSeconds(1), Duration.ofDays(7));
    }
}
