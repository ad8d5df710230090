package banshi.channels.wechat;

import static banshi.channels.wechat.Tencent.await;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Utterance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from WeChat beside words: scans, menus, places, reports. */
@ExtendWith(NeverBlocks.class)
class EventsTest {
    private final Rig rig = new Rig(
            List.of(Rig.PLAIN),
            Map.of(
                    "scenes[hall_7]", "身份证到期了怎么换？",
                    "menu-keys[V1001_LOST]", "身份证丢了怎么补？"));
    private final Tencent tencent = rig.tencent(Rig.PLAIN);

    @AfterEach
    void stop() {
        rig.close();
    }

    private Map<String, String> event(String event, String key) {
        var fields = tencent.event(event);
        fields.put("EventKey", key);
        return fields;
    }

    @Test
    void answersTheQuestionBehindACodeAfterAWelcomeWithAWordOnPrivacy() {
        var words =
                await(tencent.sendPlain(event("subscribe", "qrscene_hall_7"))).words();

        assertThat(words).isEqualTo(Words.WELCOME + "\n\n答：身份证到期了怎么换？").contains("隐私");
        assertThat(rig.asked).extracting(Utterance::text).containsExactly("身份证到期了怎么换？");
    }

    @Test
    void answersAFollowerWhoScansACodeAtOnce() {
        assertThat(await(tencent.sendPlain(event("SCAN", "hall_7"))).words()).isEqualTo("答：身份证到期了怎么换？");
    }

    @Test
    void answersTheQuestionBehindAMenuKey() {
        assertThat(await(tencent.sendPlain(event("CLICK", "V1001_LOST"))).words())
                .isEqualTo("答：身份证丢了怎么补？");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"subscribe, ''", "subscribe, qrscene_other", "SCAN, other", "CLICK, other"})
    void showsWhatOneCanAskWhereNothingStandsBehindIt(String event, String key) {
        assertThat(await(tencent.sendPlain(event(event, key))).words()).isEqualTo(Words.GREETING);
        assertThat(rig.asked).isEmpty();
    }

    @Test
    void answersAnEventThatIsPostedAgainOnce() {
        var first = await(tencent.sendPlain(event("CLICK", "V1001_LOST"))).words();

        assertThat(await(tencent.sendPlain(event("CLICK", "V1001_LOST"))).words())
                .isEqualTo(first);
        assertThat(rig.asked).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"浙江省杭州市余杭区某某路1号, 余杭区", "某某路1号, ''"})
    void tellsWhoSendsAPlaceHowToFindTheWindowAndShowsOnlyTheDistrict(String label, String district) {
        var place = tencent.message(
                "location", Map.of("Location_X", "30.1", "Location_Y", "120.1", "Scale", "16", "Label", label));

        assertThat(await(tencent.sendPlain(place)).words())
                .contains("12345", "窗口", district)
                .doesNotContain("某某路", "30.1");
        assertThat(rig.asked).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "success, delivered",
        "failed:user block, blocked",
        "failed: system failed, failed",
        "something new, failed"
    })
    void countsWhatBecameOfTemplateMessages(String status, String counted) {
        var fields = tencent.event("TEMPLATESENDJOBFINISH");
        fields.put("MsgID", "200163836");
        fields.put("Status", status);

        assertThat(await(tencent.sendPlain(fields)).body()).isEqualTo("success");
        assertThat(rig.count(Tally.REPORTED, "kind", "template", "status", counted))
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "subscribe_msg_sent_event, SubscribeMsgSentEvent, ErrorStatus, success, failed:other, subscription, delivered, failed",
        "subscribe_msg_popup_event, SubscribeMsgPopupEvent, SubscribeStatusString, accept, reject, consent, accepted, rejected",
        "subscribe_msg_change_event, SubscribeMsgChangeEvent, SubscribeStatusString, accept, reject, consent, accepted, rejected"
    })
    void countsSubscriptionsOneByOne(
            String event, String list, String field, String one, String two, String kind, String first, String second) {
        var xml = Tencent.xml(tencent.event(event));
        var entry = "<List><TemplateId><![CDATA[t]]></TemplateId><" + field + "><![CDATA[%s]]></" + field + "></List>";
        var body = xml.replace(
                "</xml>", "<" + list + ">" + entry.formatted(one) + entry.formatted(two) + "</" + list + "></xml>");

        assertThat(await(tencent.post(tencent.signed(Rig.NOW), body)).body()).isEqualTo("success");
        assertThat(rig.count(Tally.REPORTED, "kind", kind, "status", first)).isEqualTo(1);
        assertThat(rig.count(Tally.REPORTED, "kind", kind, "status", second)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe_msg_sent_event", "subscribe_msg_popup_event", "subscribe_msg_change_event"})
    void passesOverReportsOfNothing(String event) {
        assertThat(await(tencent.sendPlain(tencent.event(event))).body()).isEqualTo("success");
    }
}
