package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboundTest {
    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "text, -, -, MESSAGE",
                "voice, -, -, MESSAGE",
                "image, -, -, MESSAGE",
                "location, -, -, MESSAGE",
                "text, -, opt:1, CLICK",
                "text, -, cont:a, CLICK",
                "event, subscribe, -, CLICK",
                "event, SCAN, -, CLICK",
                "event, CLICK, -, CLICK",
                "event, scancode_push, -, CLICK",
                "event, scancode_waitmsg, -, CLICK",
                "event, unsubscribe, -, -",
                "event, VIEW, -, -",
                "event, LOCATION, -, -",
                "event, TEMPLATESENDJOBFINISH, -, -",
                "event, something-new, -, -"
            })
    void letsUsWriteAsWeChatDoes(String type, String event, String tapped, Quota.Deed deed) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("MsgType", type);
        if (event != null) fields.put("Event", event);
        if (tapped != null) fields.put("bizmsgmenuid", tapped);

        assertThat(Inbound.deed(WxMpXmlMessage.fromXml(Tencent.xml(fields)))).isEqualTo(deed);
    }
}
