package banshi.channels.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import me.chanjar.weixin.common.util.crypto.SHA1;
import me.chanjar.weixin.mp.bean.message.WxMpXmlOutMessage;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;
import org.jspecify.annotations.Nullable;

/**
 * Proves and hides what goes between Tencent and one account (签名与加解密).
 *
 * <p>Signing and encrypting are WxJava's. Decrypting is ours, because WxJava drops the appid at the end of the plaintext, and so
 * would take a message that Tencent sealed for another account. The plaintext is 16 random bytes, the length of the XML as four
 * bytes, the XML, the appid, and PKCS#7 padding to blocks of 32; AES-256-CBC, the first half of the key is the initial vector.
 * Source: 微信开放文档, 消息加解密说明. Thread-safe.
 */
public final class Seal {
    private static final int RANDOM = 16;
    private static final int HEAD = RANDOM + Integer.BYTES;
    private static final int BLOCK = 32;

    private final WechatAccount account;
    private final WxMpDefaultConfigImpl config = new WxMpDefaultConfigImpl();
    private final byte @Nullable [] key;

    /** That of an account. */
    public Seal(WechatAccount account) {
        this.account = account;
        config.setAppId(account.appid());
        config.setToken(account.token());
        var encodingAesKey = account.encodingAesKey();
        if (encodingAesKey == null) {
            key = null;
        } else {
            config.setAesKey(encodingAesKey);
            key = Base64.getDecoder().decode(encodingAesKey + "=");
        }
    }

    WechatAccount account() {
        return account;
    }

    /** Whether {@code signature} is that of the token and {@code parts}, which may be in any order; false if one is empty. */
    public boolean signed(String signature, String... parts) {
        for (var part : parts) if (part.isEmpty()) return false;
        var all = Arrays.copyOf(parts, parts.length + 1);
        all[parts.length] = account.token();
        return MessageDigest.isEqual(SHA1.gen(all).getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    /** The XML inside {@code encrypted}, or nothing if it was not sealed for this account. */
    public Optional<String> open(String encrypted) {
        if (key == null) return Optional.empty();
        byte[] plain;
        try {
            var cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            plain = cipher.doFinal(Base64.getMimeDecoder().decode(encrypted));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
        if (plain.length < HEAD) return Optional.empty();
        int padding = plain[plain.length - 1];
        int xmlLength = ByteBuffer.wrap(plain, RANDOM, Integer.BYTES).getInt();
        int appidLength = plain.length - padding - HEAD - xmlLength;
        if (padding < 1 || padding > BLOCK || xmlLength < 0 || xmlLength > plain.length || appidLength < 0)
            return Optional.empty();
        var appid = new String(plain, HEAD + xmlLength, appidLength, UTF_8);
        if (!appid.equals(account.appid())) return Optional.empty();
        return Optional.of(new String(plain, HEAD, xmlLength, UTF_8));
    }

    /** The message as Tencent reads it, encrypted where the account encrypts. */
    String close(WxMpXmlOutMessage message) {
        return account.encrypts() ? message.toEncryptedXml(config) : message.toXml();
    }
}
