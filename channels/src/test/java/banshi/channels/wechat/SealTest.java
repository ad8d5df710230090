package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import me.chanjar.weixin.common.util.crypto.SHA1;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil;
import me.chanjar.weixin.mp.bean.message.WxMpXmlOutMessage;
import org.junit.jupiter.api.Test;

/** The vectors are Tencent's own, from the samples of 消息加解密说明 and of the WeCom 接收消息 page. */
class SealTest {
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private static final String CIPHERTEXT =
            "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==";

    private final Seal seal = new Seal(Accounts.answering("wxb11529c136998cb6", "gh_a", "pamtest", KEY));

    @Test
    void knowsThePublishedSignatureWhateverTheOrderOfItsParts() {
        var signature = "76480565cbe296026c53aaacd1ad523a1ddba24f";

        assertThat(seal.signed(signature, "1409304348", "xxxxxx")).isTrue();
        assertThat(seal.signed(signature, "xxxxxx", "1409304348")).isTrue();
    }

    @Test
    void knowsNoOtherSignature() {
        assertThat(seal.signed("76480565cbe296026c53aaacd1ad523a1ddba240", "1409304348", "xxxxxx"))
                .isFalse();
        assertThat(seal.signed("76480565cbe296026c53aaacd1ad523a1ddba24f", "1409304349", "xxxxxx"))
                .isFalse();
        assertThat(seal.signed("", "1409304348", "xxxxxx")).isFalse();
        assertThat(seal.signed("76480565cbe296026c53aaacd1ad523a1ddba24f", "", "xxxxxx"))
                .isFalse();
    }

    @Test
    void opensThePublishedCiphertext() {
        assertThat(seal.open(CIPHERTEXT)).contains("我是中文abcd123");
    }

    @Test
    void opensNothingThatWasSealedForAnotherAccount() {
        var other = new Seal(Accounts.answering("wxb11529c136998cb7", "gh_a", "pamtest", KEY));

        assertThat(other.open(CIPHERTEXT)).isEmpty();
    }

    @Test
    void opensNothingUnderAnotherKey() {
        var other = new Seal(Accounts.answering("wxb11529c136998cb6", "gh_a", "pamtest", KEY.replace('a', 'b')));

        assertThat(other.open(CIPHERTEXT)).isEmpty();
    }

    @Test
    void opensNothingThatIsNoCiphertext() {
        assertThat(seal.open("")).isEmpty();
        assertThat(seal.open("不是密文")).isEmpty();
        assertThat(seal.open("AAAA")).isEmpty();
        assertThat(seal.open(CIPHERTEXT.substring(0, 64))).isEmpty();
    }

    @Test
    void makesWithWxJavaThePublishedCiphertext() {
        var crypt = new WxCryptUtil("pamtest", KEY + "=", "wxb11529c136998cb6");

        assertThat(crypt.encrypt("aaaabbbbccccdddd", "我是中文abcd123").replaceAll("\\s", ""))
                .isEqualTo(CIPHERTEXT);
    }

    @Test
    void opensThePublishedEchoOfWeCom() {
        var echo = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";
        var wecom = new Seal(Accounts.answering(
                "wx5823bf96d3bd56c7", "gh_a", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"));

        assertThat(wecom.signed("5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", "1409659589", "263014780", echo))
                .isTrue();
        assertThat(wecom.open(echo)).contains("1616140317555161061");
    }

    @Test
    void closesSoThatItOpensAgain() {
        var message = WxMpXmlOutMessage.TEXT()
                .content("可以")
                .fromUser("gh_a")
                .toUser("o")
                .build();

        var closed = Xml.fields(seal.close(message)).orElseThrow();

        assertThat(closed.get("MsgSignature"))
                .isEqualTo(SHA1.gen("pamtest", closed.get("TimeStamp"), closed.get("Nonce"), closed.get("Encrypt")));
        assertThat(seal.open(closed.get("Encrypt")))
                .hasValueSatisfying(xml -> assertThat(xml).contains("<Content><![CDATA[可以]]></Content>"));
    }
}
