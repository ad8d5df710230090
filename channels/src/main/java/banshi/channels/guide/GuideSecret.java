package banshi.channels.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** What signs the links to guided applications (导办链接密钥). Immutable, thread-safe. */
public final class GuideSecret {
    /** Bytes of a signature. */
    static final int SIGNATURE = 32;

    private static final int SHORTEST = 32;

    private final Sha256.Key key;

    /**
     * One that several servers, or a server after it was started again, may share.
     *
     * @throws IllegalArgumentException if it has fewer than {@value #SHORTEST} characters; the message is for operators
     */
    public GuideSecret(String secret) {
        this(secret.strip().getBytes(UTF_8));
        if (secret.strip().length() < SHORTEST)
            throw new IllegalArgumentException("banshi.guide.secret has "
                    + secret.strip().length() + " characters; allowed: " + SHORTEST + " or more");
    }

    private GuideSecret(byte[] secret) {
        key = new Sha256.Key(secret.length == 0 ? new byte[1] : secret);
    }

    /** One that was derived from another, of {@value #SIGNATURE} bytes. */
    public static GuideSecret of(byte[] derived) {
        return new GuideSecret(derived.clone());
    }

    /** One that nobody else has. */
    public static GuideSecret random() {
        var secret = new byte[SIGNATURE];
        new SecureRandom().nextBytes(secret);
        return new GuideSecret(secret);
    }

    byte[] signature(byte[] of) {
        return key.sign(of);
    }

    /** Takes as long for a wrong signature as for the right one. */
    boolean hasSigned(byte[] what, byte[] signature) {
        return MessageDigest.isEqual(signature(what), signature);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "GuideSecret";
    }
}
