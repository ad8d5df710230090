package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import me.chanjar.weixin.common.util.XmlUtils;
import me.chanjar.weixin.common.util.crypto.SHA1;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;
import me.chanjar.weixin.mp.util.crypto.WxMpCryptUtil;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The question everything began with, asked of the real program over HTTP and from WeChat; {@link ChatPageIT} asks it in a browser. */
class SeedQuestionIT {
    static final String QUESTION = "我要补办户口本，网上能办吗？";
    static final String LINK = "https://www.zjzwfw.gov.cn/";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void overHttpItIsAnsweredYesWithMaterialsLinkAndSources() throws Exception {
        var reply = post("{\"conversation\":\"seed\",\"text\":\"" + QUESTION + "\"}");

        assertThat(reply.get("act").asString()).isEqualTo("answer");
        assertThat(reply.get("matter").asString()).isEqualTo("huji-hukoubu-reissue");
        assertThat(reply.get("aspect").asString()).isEqualTo("can-online");
        assertThat(reply.get("verdict").asString()).isEqualTo("yes");
        assertThat(reply.get("text").asString()).startsWith("可以").contains(LINK);
        assertThat(reply.get("materials").valueStream().map(m -> m.get("id").asString()))
                .contains("id-card", "loss-statement");
        assertThat(reply.get("sources").valueStream().map(s -> s.get("title").asString()))
                .contains("户口居民身份证管理工作规范（试行）（公通字〔2021〕12号）");
        assertThat(reply.get("template").asString()).isEqualTo("huji-hukoubu-reissue.can-online");
        assertThat(reply.get("release").asString()).isEqualTo(release());
        assertThat(reply.get("conversation").asString()).isEqualTo("seed");
    }

    @Test
    void theNextTurnOfTheSameConversationMayBeANumber() throws Exception {
        post("{\"conversation\":\"two\",\"text\":\"" + QUESTION + "\"}");
        var reply = post("{\"conversation\":\"two\",\"text\":\"1\"}");

        assertThat(reply.get("matter").asString()).isEqualTo("huji-hukoubu-reissue");
        assertThat(reply.get("aspect").asString()).isEqualTo("process");
    }

    @Test
    void fromWechatItIsAnsweredYesWithLinkAndSources() throws Exception {
        var second = String.valueOf(Instant.now().getEpochSecond());
        var config = new WxMpDefaultConfigImpl();
        config.setAppId(RunningServer.APPID);
        config.setToken(RunningServer.TOKEN);
        config.setAesKey(RunningServer.AES_KEY);
        var crypt = new WxMpCryptUtil(config);
        var encrypted = crypt.encrypt(
                "aaaabbbbccccdddd",
                "<xml><ToUserName><![CDATA[" + RunningServer.ORIGINAL_ID + "]]></ToUserName>"
                        + "<FromUserName><![CDATA[oCitizen]]></FromUserName><CreateTime>" + second + "</CreateTime>"
                        + "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[" + QUESTION + "]]></Content>"
                        + "<MsgId>1234567890123456</MsgId></xml>");
        var query = "?signature=" + SHA1.gen(RunningServer.TOKEN, second, "xxxxxx") + "&timestamp=" + second
                + "&nonce=xxxxxx&encrypt_type=aes&msg_signature="
                + SHA1.gen(RunningServer.TOKEN, second, "xxxxxx", encrypted);
        var request = HttpRequest.newBuilder(
                        URI.create(RunningServer.address() + "/wx/mp/" + RunningServer.APPID + query))
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<xml><ToUserName><![CDATA[" + RunningServer.ORIGINAL_ID
                        + "]]></ToUserName><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>"))
                .build();

        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        var envelope = XmlUtils.xml2Map(answer.body());
        var reply = XmlUtils.xml2Map(crypt.decrypt((String) envelope.get("Encrypt")));
        assertThat(reply.get("ToUserName")).isEqualTo("oCitizen");
        assertThat((String) reply.get("Content")).startsWith("可以网上办").contains(LINK, "户口居民身份证管理工作规范");
    }

    private JsonNode post(String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(RunningServer.address() + "/api/v1/chat"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private String release() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(RunningServer.address() + "/api/v1/releases/current"))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body()).get("release").asString();
    }
}
