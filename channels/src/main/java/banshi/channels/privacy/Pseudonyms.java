package banshi.channels.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Sha256;
import java.util.HexFormat;

/** Names conversations without telling whose they are (会话假名): an HMAC under the installation's secret. Thread-safe. */
public final class Pseudonyms {
    /** Characters of a pseudonym. */
    public static final int LENGTH = 64;

    private final Sha256.Key key;

    /** Those of an installation. */
    public Pseudonyms(Secret secret) {
        key = new Sha256.Key(secret.keyFor("pseudonyms"));
    }

    /**
     * The same for the same conversation.
     *
     * @param conversation with its channel, as {@code web\n5f0c2f64}
     */
    public String of(String conversation) {
        return HexFormat.of().formatHex(key.sign(conversation.getBytes(UTF_8)));
    }
}
