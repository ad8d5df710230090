package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import me.chanjar.weixin.common.util.XmlUtils;
import me.chanjar.weixin.common.util.crypto.SHA1;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;
import me.chanjar.weixin.mp.util.crypto.WxMpCryptUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;

/** Tencent's side of one account: signs, encrypts and posts as WeChat does, and reads what comes back. Crypto is WxJava's. */
final class Tencent {
    /** WeChat draws one for each post. */
    private static final AtomicLong NONCES = new AtomicLong();

    private final WebClient client;
    private final WechatAccount account;
    private final long second;
    private final @Nullable WxMpCryptUtil crypt; // null in 明文 mode

    Tencent(URI server, WechatAccount account, long second) {
        this.client = WebClient.builder().baseUrl(server.toString()).build();
        this.account = account;
        this.second = second;
        var config = new WxMpDefaultConfigImpl();
        config.setAppId(account.appid());
        config.setToken(account.token());
        config.setAesKey(account.encodingAesKey());
        crypt = account.encrypts() ? new WxMpCryptUtil(config) : null;
    }

    /** What came back. */
    record Answer(int status, @Nullable MediaType type, String body) {
        /** The words in the plain XML of the reply. */
        String words() {
            return (String) XmlUtils.xml2Map(body).get("Content");
        }

        Map<String, Object> fields() {
            return XmlUtils.xml2Map(body);
        }
    }

    /** A message of a citizen, to be changed field by field before it is posted. */
    Map<String, String> message(String type, Map<String, String> more) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("ToUserName", account.originalId());
        fields.put("FromUserName", "oCitizen");
        fields.put("CreateTime", String.valueOf(second));
        fields.put("MsgType", type);
        fields.put("MsgId", "1234567890123456");
        fields.putAll(more);
        return fields;
    }

    Map<String, String> text(String words) {
        return message("text", Map.of("Content", words));
    }

    Map<String, String> event(String event) {
        var fields = message("event", Map.of("Event", event));
        fields.remove("MsgId");
        return fields;
    }

    static String xml(Map<String, String> fields) {
        var xml = new StringBuilder("<xml>");
        fields.forEach((name, value) -> {
            boolean number = name.equals("CreateTime") || name.equals("MsgId");
            xml.append('<').append(name).append('>');
            xml.append(number ? value : "<![CDATA[" + value + "]]>");
            xml.append("</").append(name).append('>');
        });
        return xml.append("</xml>").toString();
    }

    /** Posts in 明文 mode. */
    CompletableFuture<Answer> sendPlain(Map<String, String> fields) {
        return post(signed(second), xml(fields));
    }

    /** Posts in 安全 mode: nothing but the ciphertext and the addressee. */
    CompletableFuture<Answer> sendSafe(Map<String, String> fields) {
        return sendEncrypted(encrypted(xml(fields)), "");
    }

    /** Posts in 兼容 mode: the ciphertext beside the plain fields, which say something else here, to prove that they are not read. */
    CompletableFuture<Answer> sendCompatible(Map<String, String> fields) {
        return sendEncrypted(
                crypt.encrypt("aaaabbbbccccdddd", xml(fields)), "<Content><![CDATA[明文部分]]></Content><MsgId>1</MsgId>");
    }

    /** Ciphertext under the account's key, of whatever it is. */
    String encrypted(String xml) {
        return crypt.encrypt("aaaabbbbccccdddd", xml);
    }

    CompletableFuture<Answer> sendEncrypted(String encrypted, String more) {
        var query = signed(second);
        query.put("encrypt_type", "aes");
        query.put("msg_signature", SHA1.gen(account.token(), query.get("timestamp"), query.get("nonce"), encrypted));
        return post(query, encryptedXml(encrypted, more));
    }

    String encryptedXml(String encrypted, String more) {
        return "<xml><ToUserName><![CDATA[" + account.originalId() + "]]></ToUserName>" + more + "<Encrypt><![CDATA["
                + encrypted + "]]></Encrypt></xml>";
    }

    /** Ciphertext as Tencent would make it for the account {@code appid}, under this account's key. */
    String encryptedFor(String appid, Map<String, String> fields) {
        return new WxCryptUtil(account.token(), account.encodingAesKey() + "=", appid)
                .encrypt("aaaabbbbccccdddd", xml(fields));
    }

    /** The query of a post made at {@code second}. */
    Map<String, String> signed(long second) {
        var query = new LinkedHashMap<String, String>();
        query.put("timestamp", String.valueOf(second));
        var nonce = String.valueOf(NONCES.incrementAndGet());
        query.put("nonce", nonce);
        query.put("signature", SHA1.gen(account.token(), String.valueOf(second), nonce));
        return query;
    }

    CompletableFuture<Answer> post(Map<String, String> query, String body) {
        return client.post()
                .uri(address(query))
                .contentType(MediaType.TEXT_XML)
                .bodyValue(body.getBytes(StandardCharsets.UTF_8))
                .exchangeToMono(response -> response.bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .map(text -> new Answer(
                                response.statusCode().value(),
                                response.headers().contentType().orElse(null),
                                text)))
                .toFuture();
    }

    String address(Map<String, String> query) {
        var address = UriComponentsBuilder.fromPath("/wx/mp/" + account.appid());
        query.forEach(address::queryParam);
        return address.toUriString();
    }

    /** The reply inside an encrypted one, after checking its seal as Tencent does. */
    Answer opened(Answer answer) {
        var fields = XmlUtils.xml2Map(answer.body());
        assertThat(fields).containsOnlyKeys("Encrypt", "MsgSignature", "TimeStamp", "Nonce");
        var xml = crypt.decryptXml(
                (String) fields.get("MsgSignature"),
                (String) fields.get("TimeStamp"),
                (String) fields.get("Nonce"),
                answer.body());
        return new Answer(answer.status(), answer.type(), xml);
    }

    /** What came, when it has come; half a minute is for a machine that is busy with other things. */
    static Answer await(CompletableFuture<Answer> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
