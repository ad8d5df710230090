package banshi.channels.accounts;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How strict the door is (账号设置), under {@code banshi.accounts}.
 *
 * @param secondFactor roles that need codes of a device beside the password
 * @param idle after which a session is over that nobody uses
 * @param longest after which every session is over
 * @param sessions at the same time, of one account; the oldest ends
 * @param failures after which an account waits
 * @param addressFailures after which an address waits: a whole office may sit behind it
 * @param lockout after so many failures; twice as long after each further one, a day at most
 */
public record AccountSettings(
        @DefaultValue({"system", "reviewer", "publisher"}) List<String> secondFactor,
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration longest,
        @DefaultValue("3") int sessions,
        @DefaultValue("5") int failures,
        @DefaultValue("20") int addressFailures,
        @DefaultValue("15m") Duration lockout) {
    /** What a public office needs. */
    public static final AccountSettings DEFAULT = new AccountSettings(
            List.of("system", "reviewer", "publisher"),
            Duration.ofMinutes(30),
            Duration.ofHours(12),
            3,
            5,
            20,
            Duration.ofMinutes(15));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is not kept to; the message is for operators
     */
    public AccountSettings {
        secondFactor = List.copyOf(secondFactor);
        for (var word : secondFactor) Role.of(Set.of(word));
        positive("idle", idle.toMillis());
        positive("longest", longest.toMillis());
        positive("sessions", sessions);
        positive("failures", failures);
        positive("address-failures", addressFailures);
        positive("lockout", lockout.toMillis());
    }

    private static void positive(String name, long value) {
        if (value < 1) throw new IllegalArgumentException("banshi.accounts." + name + " must be more than 0");
    }

    /** Whether it needs codes of a device; where an identity provider vouches, that is the provider's to ask. */
    boolean needsSecondFactor(Account account) {
        return !account.external() && account.roles().stream().anyMatch(role -> secondFactor.contains(role.word()));
    }
}
