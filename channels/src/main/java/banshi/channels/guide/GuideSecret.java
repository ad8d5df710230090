package banshi.channels.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What signs the links to guided applications (导办链接密钥). Immutable, thread-safe. */
public final class GuideSecret {
    /** Bytes of a signature. */
    static final int SIGNATURE = 32;

    private static final int SHORTEST = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

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
        key = new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, ALGORITHM);
    }

    /** One that nobody else has. */
    public static GuideSecret random() {
        var secret = new byte[SIGNATURE];
        new SecureRandom().nextBytes(secret);
        return new GuideSecret(secret);
    }

    byte[] signature(byte[] of) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(of);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
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
