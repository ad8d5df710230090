package banshi.channels.wechat;

import org.jspecify.annotations.Nullable;

/** What a post is answered with (被动回复); where there is nothing to say, none of them but {@code success}. */
sealed interface Passive {
    record Text(String words) implements Passive {}

    /** WeChat puts the citizen through to the account's own staff; null for whoever is free. */
    record Transfer(@Nullable String kfAccount) implements Passive {}
}
