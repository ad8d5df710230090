package banshi.channels.accounts;

import java.time.Instant;

/**
 * That somebody has logged in (登录会话).
 *
 * @param id a digest of what the browser shows; it cannot be shown itself
 * @param account its id
 * @param generation of the account when it began
 * @param secondFactor whether a code was shown in it, or none is needed
 * @param openedAt when the password was shown
 * @param seenAt when it was last used, give or take {@link Sessions#PRECISION}
 */
public record Session(
        String id, String account, int generation, boolean secondFactor, Instant openedAt, Instant seenAt) {
    Session seen(Instant now) {
        return new Session(id, account, generation, secondFactor, openedAt, now);
    }
}
