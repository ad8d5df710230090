package banshi.channels.wechat;

import static banshi.channels.wechat.Tencent.await;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Citizens who are handed off are put through to the account's own staff, where it has some. */
@ExtendWith(NeverBlocks.class)
class TransferTest {
    private static final Reply HANDOFF =
            new Reply.Handoff(null, null, List.of(new Block.Text("这件事请拨打 12345。")), List.of());

    private @Nullable Rig open;

    private Rig rig(WechatAccount account, Map<String, ?> settings) {
        open = new Rig(List.of(account), settings);
        open.assistant = (_, utterance) -> utterance.text().contains("人工")
                ? new Turn(Dialogue.NEW, HANDOFF, "r1")
                : Replies.saying("答：" + utterance.text());
        return open;
    }

    @AfterEach
    void stop() {
        if (open != null) open.close();
    }

    @Test
    void putsThroughAndSaysSo() {
        var account = Accounts.transferring(Accounts.sending(Rig.PLAIN), "desk@gh_plain");
        var rig = rig(account, Map.of());
        var tencent = rig.tencent(account);

        var answer = await(tencent.sendPlain(tencent.text("转人工")));

        assertThat(answer.fields())
                .containsEntry("MsgType", "transfer_customer_service")
                .containsEntry("ToUserName", "oCitizen")
                .containsEntry("FromUserName", "gh_plain")
                .containsEntry("TransInfo", Map.of("KfAccount", List.of("desk@gh_plain")));
        assertThat(rig.sent(1))
                .extracting(TencentApi.Call::words)
                .containsExactly(Words.TRANSFER + "\n\n这件事请拨打 12345。");
        assertThat(await(tencent.sendPlain(tencent.text("转人工"))).fields()) // the same post again
                .containsEntry("MsgType", "transfer_customer_service");
        assertThat(rig.api.sent()).hasSize(1);
    }

    @Test
    void putsThroughToWhoeverIsFreeWithoutASecretToo() {
        var account = Accounts.transferring(Rig.PLAIN, null);
        var rig = rig(account, Map.of());
        var tencent = rig.tencent(account);

        assertThat(await(tencent.sendPlain(tencent.text("转人工"))).fields())
                .containsOnlyKeys("ToUserName", "FromUserName", "CreateTime", "MsgType")
                .containsEntry("MsgType", "transfer_customer_service");
        assertThat(rig.api.sent()).isEmpty();
    }

    @Test
    void answersEverythingElseItself() {
        var account = Accounts.transferring(Rig.PLAIN, null);
        var rig = rig(account, Map.of());
        var tencent = rig.tencent(account);

        assertThat(await(tencent.sendPlain(tencent.text("换身份证"))).words()).isEqualTo("答：换身份证");
    }

    @Test
    void onlyNamesTheHotlineWhereTheAccountHasNoStaff() {
        var rig = rig(Rig.PLAIN, Map.of());
        var tencent = rig.tencent(Rig.PLAIN);

        assertThat(await(tencent.sendPlain(tencent.text("转人工"))).words()).isEqualTo("这件事请拨打 12345。");
    }

    @Test
    void doesNotPutThroughAMenuForWeChatTakesThatFromMessagesOnly() {
        var account = Accounts.transferring(Rig.PLAIN, null);
        var rig = rig(account, Map.of("menu-keys[HUMAN]", "转人工"));
        var tencent = rig.tencent(account);
        var click = tencent.event("CLICK");
        click.put("EventKey", "HUMAN");

        assertThat(await(tencent.sendPlain(click)).words()).isEqualTo("这件事请拨打 12345。");
    }

    @Test
    void pushesTheWordsWhereTheHandoffComesTooLateToPutThrough() {
        var account = Accounts.transferring(Accounts.sending(Rig.PLAIN), null);
        var rig = rig(account, Map.of("slow-reply", "KEFU"));
        var tencent = rig.tencent(account);
        var gate = rig.holdsBack("人工");

        var late = rig.post(tencent, tencent.text("转人工"));
        rig.passes(Duration.ofMillis(4200));
        assertThat(await(late).body()).isEqualTo("success");
        gate.open();

        assertThat(rig.sent(1)).extracting(TencentApi.Call::words).containsExactly("这件事请拨打 12345。");
    }
}
