package banshi.channels.miniprogram;

import banshi.channels.wechat.OutboxSettings;
import banshi.channels.wechat.QuotaSettings;
import banshi.channels.wechat.Ranges;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What differs between installations of the mini program channel (小程序客服设置), under {@code banshi.miniprogram}.
 *
 * @param programs none switches the channel off: every address is then a 404
 * @param clockTolerance how far a post's timestamp may lie from our clock
 * @param afterMessage messages that WeChat lets us send since the citizen's last
 * @param messageLasts for how long
 * @param afterEntering messages that WeChat lets us send since the citizen opened the conversation
 * @param enteringLasts for how long
 * @param outbox how WeChat is called
 */
public record MiniProgramSettings(
        @DefaultValue List<MiniProgram> programs,
        @DefaultValue("300s") Duration clockTolerance,
        @DefaultValue("5") int afterMessage,
        @DefaultValue("48h") Duration messageLasts,
        @DefaultValue("2") int afterEntering,
        @DefaultValue("1m") Duration enteringLasts,
        @DefaultValue OutboxSettings outbox) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range, or an appid stands twice
     */
    public MiniProgramSettings {
        programs = List.copyOf(programs);
        var appids = new HashSet<String>();
        for (var program : programs)
            if (!appids.add(program.appid()))
                throw new IllegalArgumentException("programs name appid " + program.appid() + " twice");
        Ranges.check("clock-tolerance", clockTolerance, Duration.ofSeconds(1), Duration.ofHours(1));
        Ranges.check("after-message", afterMessage, 1, 100);
        Ranges.check("message-lasts", messageLasts, Duration.ofMinutes(1), Duration.ofDays(7));
        Ranges.check("after-entering", afterEntering, 0, 100);
        Ranges.check("entering-lasts", enteringLasts, Duration.ofSeconds(1), Duration.ofDays(7));
    }

    /** How many messages may be sent. */
    QuotaSettings quota() {
        return new QuotaSettings(afterMessage, messageLasts, afterEntering, enteringLasts);
    }
}
