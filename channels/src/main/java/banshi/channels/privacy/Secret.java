package banshi.channels.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Sha256;
import java.security.SecureRandom;

/**
 * The secret of an installation (安装密钥), from which the keys for all purposes are derived: whoever loses it cannot tell any more whose records are whose.
 * Servers that share a store share it. Immutable, thread-safe.
 */
public final class Secret {
    /** The fewest characters. */
    public static final int SHORTEST = 32;

    private final Sha256.Key root;

    /**
     * One that was set or drawn before.
     *
     * @throws IllegalArgumentException if it has fewer than {@value #SHORTEST} characters; the message is for operators
     */
    public Secret(String secret) {
        var characters = secret.strip();
        if (characters.length() < SHORTEST)
            throw new IllegalArgumentException(
                    "安装密钥（banshi.secret）有 " + characters.length() + " 个字符，至少要 " + SHORTEST + " 个");
        root = new Sha256.Key(characters.getBytes(UTF_8));
    }

    private Secret(byte[] secret) {
        root = new Sha256.Key(secret);
    }

    /** One that nobody else has, for as long as the process lives. */
    public static Secret random() {
        var secret = new byte[SHORTEST];
        new SecureRandom().nextBytes(secret);
        return new Secret(secret);
    }

    /** 32 bytes that serve one purpose and tell nothing of the secret or of other purposes' keys. */
    public byte[] keyFor(String purpose) {
        return root.sign(purpose.getBytes(UTF_8));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Secret";
    }
}
