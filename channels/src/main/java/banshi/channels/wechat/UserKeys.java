package banshi.channels.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names citizens without their openid (用户假名): an HMAC under a key that this process drew at its start and that nobody else
 * knows. What is filed under such names never outlives the process.
 */
final class UserKeys {
    private static final String METHOD = "HmacSHA256";

    private final SecretKeySpec key;

    UserKeys() {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        key = new SecretKeySpec(secret, METHOD);
    }

    /** The same for the same citizen of the same account. */
    String of(String appid, String openid) {
        try {
            var mac = Mac.getInstance(METHOD);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((appid + '\n' + openid).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + METHOD, e);
        }
    }
}
