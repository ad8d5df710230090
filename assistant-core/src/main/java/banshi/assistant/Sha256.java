package banshi.assistant;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests of 32 bytes, with a key and without (摘要与签名), by the JDK, which always has them. */
public final class Sha256 {
    private static final String DIGEST = "SHA-256";
    private static final String KEYED = "HmacSHA256";

    private Sha256() {}

    /** A digest that takes bytes; for one thread. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(DIGEST);
        } catch (GeneralSecurityException e) {
            throw missing(DIGEST, e);
        }
    }

    private static IllegalStateException missing(String algorithm, GeneralSecurityException cause) {
        return new IllegalStateException("this Java has no " + algorithm, cause);
    }

    /** Signs by a secret (HMAC). Immutable, thread-safe; says nothing of its secret. */
    public static final class Key {
        private final SecretKeySpec secret;

        /**
         * A key of a secret.
         *
         * @param secret at least one byte; copied
         */
        public Key(byte[] secret) {
            this.secret = new SecretKeySpec(secret, KEYED);
        }

        /** The 32 bytes that nobody can make without the secret, of all parts one after another. */
        public byte[] sign(byte[]... parts) {
            var mac = mac();
            for (byte[] part : parts) mac.update(part);
            return mac.doFinal();
        }

        private Mac mac() {
            try {
                var mac = Mac.getInstance(KEYED);
                mac.init(secret);
                return mac;
            } catch (GeneralSecurityException e) {
                throw missing(KEYED, e);
            }
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Sha256.Key";
        }
    }
}
