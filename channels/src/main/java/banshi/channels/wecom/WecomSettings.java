package banshi.channels.wecom;

import banshi.channels.wechat.Ranges;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What differs between installations of the WeCom channel (微信客服设置), under {@code banshi.wecom}.
 *
 * @param accounts none switches the channel off: every address is then a 404
 * @param clockTolerance how far a post's timestamp may lie from our clock
 * @param answeredFor how old a message may be to be answered still; WeCom hands out those of three days
 * @param calls how WeCom is called
 */
public record WecomSettings(
        @DefaultValue List<WecomAccount> accounts,
        @DefaultValue("300s") Duration clockTolerance,
        @DefaultValue("10m") Duration answeredFor,
        @DefaultValue CallSettings calls) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range, or a name stands twice
     */
    public WecomSettings {
        accounts = List.copyOf(accounts);
        var names = new HashSet<String>();
        for (var account : accounts)
            if (!names.add(account.name()))
                throw new IllegalArgumentException("accounts have name " + account.name() + " twice");
        Ranges.check("clock-tolerance", clockTolerance, Duration.ofSeconds(1), Duration.ofHours(1));
        Ranges.check("answered-for", answeredFor, Duration.ofMinutes(1), Duration.ofDays(2));
    }
}
