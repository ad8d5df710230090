package banshi.eval.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tencent's side of an official account (公众号): signs and seals what citizens write, and reads what they get to see. Written after
 * Tencent's description with nothing but the JDK, so that the server's own crypto is not measured against itself. Thread-safe.
 * Source: 微信开放文档, 消息加解密说明.
 *
 * @param aesKey 43 letters and digits; null for 明文 mode
 */
public record OfficialAccount(
        String appid,
        String originalId,
        String token,
        @Nullable String aesKey) {
    /** One in 明文 mode. */
    public static final OfficialAccount PLAIN = new OfficialAccount("wxmeasuredplain", "gh_plain", "plaintoken", null);

    /** One in 安全 mode. */
    public static final OfficialAccount SEALED = new OfficialAccount(
            "wxmeasuredsealed", "gh_sealed", "sealedtoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");

    private static final int RANDOM = 16;
    private static final int BLOCK = 32;
    private static final SecureRandom DICE = new SecureRandom();

    /** What a server that serves both is told in its {@code banshi.yaml}. */
    public static String settings() {
        var yaml = new StringBuilder("banshi:\n  wechat:\n    accounts:\n");
        for (var account : List.of(PLAIN, SEALED)) {
            yaml.append("      - appid: ").append(account.appid).append('\n');
            yaml.append("        original-id: ").append(account.originalId).append('\n');
            yaml.append("        token: ").append(account.token).append('\n');
            if (account.aesKey != null)
                yaml.append("        encoding-aes-key: ").append(account.aesKey).append('\n');
        }
        return yaml.toString();
    }

    /** A post that Tencent makes (推送). */
    public record Post(String path, String body) {}

    /**
     * The post of a citizen's words; the same arguments a second time are the same message, posted again.
     *
     * @param citizen an openid
     * @param number of the message, that no other has
     */
    public Post post(String citizen, long number, String words) {
        long second = Instant.now().getEpochSecond();
        var xml = "<xml><ToUserName><![CDATA[" + originalId + "]]></ToUserName><FromUserName><![CDATA[" + citizen
                + "]]></FromUserName><CreateTime>" + second
                + "</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[" + words
                + "]]></Content><MsgId>" + number + "</MsgId></xml>";
        var timestamp = String.valueOf(second);
        var nonce = String.valueOf(number);
        var path = "/wx/mp/" + appid + "?timestamp=" + timestamp + "&nonce=" + nonce + "&openid=" + citizen
                + "&signature=" + signature(timestamp, nonce);
        if (aesKey == null) return new Post(path, xml);
        var sealed = sealed(xml, aesKey);
        return new Post(
                path + "&encrypt_type=aes&msg_signature=" + signature(timestamp, nonce, sealed),
                "<xml><ToUserName><![CDATA[" + originalId + "]]></ToUserName><Encrypt><![CDATA[" + sealed
                        + "]]></Encrypt></xml>");
    }

    /**
     * The words that a citizen gets to see of a response; empty where it shows nothing ({@code success}).
     *
     * @throws IOException if it is for somebody else, or not what Tencent would take
     */
    public String shown(String citizen, String response) throws IOException {
        if (response.equals("success")) return "";
        var xml = aesKey == null ? response : opened(response, aesKey);
        if (!field(xml, "ToUserName").equals(citizen)) throw new IOException("a reply is for somebody else");
        if (!field(xml, "FromUserName").equals(originalId)) throw new IOException("a reply is of another account");
        return field(xml, "Content");
    }

    private String signature(String... parts) {
        var all = Arrays.copyOf(parts, parts.length + 1);
        all[parts.length] = token;
        Arrays.sort(all);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1")
                            .digest(String.join("", all).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private String sealed(String xml, String aesKey) {
        var random = new byte[RANDOM];
        DICE.nextBytes(random);
        var text = xml.getBytes(UTF_8);
        var to = appid.getBytes(UTF_8);
        int length = RANDOM + Integer.BYTES + text.length + to.length;
        int padding = BLOCK - length % BLOCK;
        var plain = ByteBuffer.allocate(length + padding)
                .put(random)
                .putInt(text.length)
                .put(text)
                .put(to);
        while (plain.hasRemaining()) plain.put((byte) padding);
        try {
            return Base64.getEncoder()
                    .encodeToString(cipher(Cipher.ENCRYPT_MODE, aesKey).doFinal(plain.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing a message", e);
        }
    }

    private String opened(String response, String aesKey) throws IOException {
        var sealed = field(response, "Encrypt");
        if (!field(response, "MsgSignature")
                .equals(signature(field(response, "TimeStamp"), field(response, "Nonce"), sealed)))
            throw new IOException("a reply is not signed as it should be");
        try {
            var plain = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, aesKey)
                    .doFinal(Base64.getDecoder().decode(sealed)));
            plain.position(RANDOM);
            var xml = new byte[plain.getInt()];
            plain.get(xml);
            return new String(xml, UTF_8);
        } catch (GeneralSecurityException | RuntimeException e) { // no Base64, no block, no length
            throw new IOException("a reply cannot be opened", e);
        }
    }

    private static Cipher cipher(int mode, String aesKey) throws GeneralSecurityException {
        var key = Base64.getDecoder().decode(aesKey + "=");
        var cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, RANDOM));
        return cipher;
    }

    private static String field(String xml, String name) throws IOException {
        var found = Pattern.compile("<" + name + ">(?:<!\\[CDATA\\[(.*?)]]>|([^<]*))</" + name + ">", Pattern.DOTALL)
                .matcher(xml);
        if (!found.find()) throw new IOException("a reply has no " + name);
        return text(found);
    }

    private static String text(Matcher found) {
        var words = found.group(1);
        return words == null ? found.group(2) : words;
    }
}
