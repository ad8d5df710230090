package banshi.eval.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import banshi.channels.wechat.Seal;
import banshi.channels.wechat.WechatAccount;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OfficialAccountTest {
    private static Map<String, String> query(OfficialAccount.Post post) {
        return Arrays.stream(post.path().substring(post.path().indexOf('?') + 1).split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    }

    private static Seal server(OfficialAccount account) {
        return new Seal(new WechatAccount(
                account.appid(), account.originalId(), account.token(), account.aesKey(), null, false, null, null));
    }

    @Test
    void signsAsTheServerExpects() {
        var post = OfficialAccount.PLAIN.post("oCitizen", 7, "户口本丢了");
        var query = query(post);

        assertThat(server(OfficialAccount.PLAIN)
                        .signed(query.get("signature"), query.get("timestamp"), query.get("nonce")))
                .isTrue();
        assertThat(post.body()).contains("<![CDATA[户口本丢了]]>", "<MsgId>7</MsgId>");
    }

    @Test
    void sealsAsTheServerExpects() {
        var post = OfficialAccount.SEALED.post("oCitizen", 7, "户口本丢了");
        var query = query(post);
        var sealed = post.body().replaceAll("(?s).*<Encrypt><!\\[CDATA\\[(.*)]]></Encrypt>.*", "$1");
        var server = server(OfficialAccount.SEALED);

        assertThat(server.signed(query.get("msg_signature"), query.get("timestamp"), query.get("nonce"), sealed))
                .isTrue();
        assertThat(server.open(sealed))
                .hasValueSatisfying(xml -> assertThat(xml).contains("<![CDATA[户口本丢了]]>", "<MsgId>7</MsgId>"));
        assertThat(post.body()).doesNotContain("户口本");
    }

    @Test
    void readsOnlyWhatIsForTheCitizen() throws Exception {
        var reply =
                "<xml><ToUserName><![CDATA[oCitizen]]></ToUserName><FromUserName><![CDATA[gh_plain]]></FromUserName>"
                        + "<Content><![CDATA[可以\n补办]]></Content></xml>";

        assertThat(OfficialAccount.PLAIN.shown("oCitizen", reply)).isEqualTo("可以\n补办");
        assertThat(OfficialAccount.PLAIN.shown("oCitizen", "success")).isEmpty();
        assertThatIOException().isThrownBy(() -> OfficialAccount.PLAIN.shown("oOther", reply));
        assertThatIOException().isThrownBy(() -> OfficialAccount.SEALED.shown("oCitizen", reply));
    }
}
