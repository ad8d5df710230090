package banshi.channels.accounts;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Passwords (口令): which may be chosen, and how they are kept: Argon2id, with the cost that OWASP names. Thread-safe; trying one takes some 40 ms and 19 MiB. */
final class Passwords {
    /** The fewest characters. */
    static final int SHORTEST = 12;

    private static final int LONGEST = 128;
    private static final int KINDS = 3;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    /** Of 24 random bytes that nobody has kept: tried where there is no account, so that this takes as long. Of the same cost as the encoder's. */
    static final String NOBODYS =
            "$argon2id$v=19$m=19456,t=2,p=1$iT5MGavalmyWk4RO1b1ppQ$tqXjnwcFIWx3Qs7QfhbFATOjKjJo6Pubut89FYr5lgI";

    /** Without those that look alike. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final SecureRandom random = new SecureRandom();
    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, PASSES);

    String encode(String password) {
        return encoder.encode(password);
    }

    /** Whether it is that password; never where there is none. */
    boolean matches(String shown, @Nullable String encoded) {
        boolean same = encoder.matches(shown.length() > LONGEST ? "" : shown, encoded == null ? NOBODYS : encoded);
        return same && encoded != null;
    }

    /** One that nobody has chosen: 16 characters, which somebody can read out. */
    String drawn() {
        while (true) {
            var text = new StringBuilder();
            for (int i = 0; i < 16; i++) text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            if (kinds(text.toString()) >= KINDS) return text.toString();
        }
    }

    /**
     * Whether somebody may choose it.
     *
     * @throws Refusal if not; the message is for him
     */
    static void requireGood(String password, String account) {
        if (password.length() < SHORTEST || password.length() > LONGEST)
            throw new Refusal("口令要有 " + SHORTEST + " 到 " + LONGEST + " 个字符");
        if (kinds(password) < KINDS) throw new Refusal("大写字母、小写字母、数字、符号，至少要有其中三种");
        if (password.toLowerCase(Locale.ROOT).contains(account)) throw new Refusal("口令里不要有账号");
    }

    private static long kinds(String password) {
        return Stream.<IntPredicate>of(
                        Character::isUpperCase,
                        Character::isLowerCase,
                        Character::isDigit,
                        c -> !Character.isUpperCase(c) && !Character.isLowerCase(c) && !Character.isDigit(c))
                .filter(kind -> password.chars().anyMatch(kind))
                .count();
    }
}
