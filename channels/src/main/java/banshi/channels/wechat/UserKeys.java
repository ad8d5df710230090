package banshi.channels.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Sha256;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Names citizens without their openid (用户假名): an HMAC under a key that this process drew at its start and that nobody else
 * knows. What is filed under such names never outlives the process.
 */
final class UserKeys {
    private final Sha256.Key key;

    UserKeys() {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        key = new Sha256.Key(secret);
    }

    /** The same for the same citizen of the same account. */
    String of(String appid, String openid) {
        return HexFormat.of().formatHex(key.sign((appid + '\n' + openid).getBytes(UTF_8)));
    }
}
