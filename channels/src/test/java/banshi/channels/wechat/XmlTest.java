package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {
    @Test
    void readsTheFieldsOfAMessage() {
        var xml = "<xml>\n<ToUserName><![CDATA[gh_a]]></ToUserName><!-- 注 --><Content><![CDATA[<b>&你]]>好</Content>"
                + "<SendPicsInfo><Count>1</Count><PicList><item><Md5><![CDATA[x]]></Md5></item></PicList></SendPicsInfo></xml>";

        assertThat(Xml.fields(xml))
                .hasValueSatisfying(fields -> assertThat(fields)
                        .containsEntry("ToUserName", "gh_a")
                        .containsEntry("Content", "<b>&你好")
                        .doesNotContainKeys("Count", "Md5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "success",
                "{\"a\":1}",
                "<xml><a></xml>",
                "<other/>",
                "<xml><a>&unknown;</a></xml>",
                "<xml class=\"java.lang.ProcessBuilder\"><a/></xml>",
                "<xml><a reference=\"../b\"/></xml>",
                "<!DOCTYPE xml><xml><a/></xml>",
                "<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml><a/></xml>",
                "<!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><xml><a>&x;</a></xml>",
                "<!DOCTYPE xml [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><xml><a>&b;</a></xml>"
            })
    void refusesWhatIsNoMessageOfWeChat(String body) {
        assertThat(Xml.fields(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 9_000})
    void refusesDepthThatCouldExhaustTheStackOfARecursiveParser(int depth) {
        var deep = "<xml>" + "<a>".repeat(depth) + "</a>".repeat(depth) + "</xml>";

        assertThat(Xml.fields(deep)).isEmpty();
    }

    @Test
    void letsNoTextEndItsSection() {
        assertThat(Xml.cdata("a]]>b]]]>")).isEqualTo("a]] >b]]] >");
    }

    @Test
    void dropsCharactersThatXmlForbidsAndKeepsAllOthers() {
        assertThat(Xml.cdata("一\u0000二\u000b三\ud83d四\uffff\t\n😀〇")).isEqualTo("一二三四\t\n😀〇");
    }
}
