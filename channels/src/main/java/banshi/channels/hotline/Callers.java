package banshi.channels.hotline;

import banshi.assistant.language.Masking;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import org.jspecify.annotations.Nullable;

/** What is kept of who calls (来电人): a pseudonym to know a caller again, the number sealed to call back, and what of it may be shown. Thread-safe. */
final class Callers {
    private static final String CHINA = "\\+?86(?=1\\d{10}$|0\\d{9,11}$)";

    private final Pseudonyms pseudonyms;
    private final Vault vault;

    Callers(Pseudonyms pseudonyms, Secret secret) {
        this.pseudonyms = pseudonyms;
        vault = vault(secret);
    }

    /** That which the numbers are sealed with. */
    static Vault vault(Secret secret) {
        return new Vault(secret, "calls");
    }

    /** The same for the same number, with or without +86 and hyphens. */
    String pseudonym(String phone) {
        return pseudonyms.of("phone\n" + plain(phone));
    }

    byte[] sealed(String phone) {
        return vault.seal(plain(phone));
    }

    /** As it may be shown; null where nothing is known. */
    static @Nullable String shown(@Nullable String phoneMasked, @Nullable String phone) {
        if (phoneMasked != null) return Masking.masked(phoneMasked).replace("\0", "");
        if (phone == null) return null;
        var plain = plain(phone);
        var masked = Masking.masked(plain);
        return masked.equals(plain) && plain.length() > 4 ? "****" + plain.substring(plain.length() - 4) : masked;
    }

    private static String plain(String phone) {
        return phone.replace("-", "").replaceFirst(CHINA, "");
    }
}
