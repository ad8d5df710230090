package banshi.channels.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what has to be kept and may not be read where it lies (密存), as the number at which somebody wants to be called back. AES-256-GCM; 12 random bytes
 * stand in front. Thread-safe.
 */
public final class Vault {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = random();

    private final SecretKeySpec key;

    /** Asks the operating system now and not again: a read of its numbers counts as blocking, and sealing may be done on an event loop. */
    private static SecureRandom random() {
        try {
            var random = SecureRandom.getInstance("DRBG");
            random.nextBytes(new byte[NONCE]);
            return random;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no DRBG", e);
        }
    }

    /** That of an installation. */
    public Vault(Secret secret) {
        this(secret, "vault");
    }

    /** One of an installation's that serves one purpose: it does not open what is sealed for another. */
    public Vault(Secret secret, String purpose) {
        key = new SecretKeySpec(secret.keyFor(purpose), "AES");
    }

    /** Other bytes each time. */
    public byte[] seal(String words) {
        return seal(words.getBytes(UTF_8));
    }

    /** Likewise. */
    public byte[] seal(byte[] plain) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            var hidden = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
            var sealed = Arrays.copyOf(nonce, NONCE + hidden.length);
            System.arraycopy(hidden, 0, sealed, NONCE, hidden.length);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot seal by AES-GCM", e);
        }
    }

    /** The words; nothing where they were not sealed under this secret. */
    public Optional<String> open(byte[] sealed) {
        return openBytes(sealed).map(plain -> new String(plain, UTF_8));
    }

    /** Likewise. */
    public Optional<byte[]> openBytes(byte[] sealed) {
        if (sealed.length < NONCE) return Optional.empty();
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE));
            return Optional.of(cipher.doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
