package banshi.channels.app;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * What an operator may set of the history of content (历史设置): {@code banshi.history}; {@code banshi.content} is the folder that the program comes with.
 *
 * @param remote another Git repository to which releases are published and from which they come; null for none. What one logs in with may stand in it, as {@code
 *     https://name:token@host/content.git}
 * @param every how often the remote is asked for newer releases
 */
record HistorySettings(
        @Nullable URI remote, @DefaultValue("1s") Duration every) {
    private static final Set<String> SCHEMES = Set.of("file", "git", "http", "https");

    HistorySettings {
        if (every.compareTo(Duration.ofMillis(100)) < 0)
            throw new IllegalArgumentException("banshi.history.every is " + every + "; allowed: 100ms and more");
        if (remote != null && (remote.getScheme() == null || !SCHEMES.contains(remote.getScheme())))
            throw new IllegalArgumentException(
                    "banshi.history.remote must begin with file:, git:, http: or https:, and does not");
    }

    /** As the settings have it. */
    static HistorySettings in(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.history", HistorySettings.class);
    }
}
