package banshi.channels.wechat;

import static banshi.channels.wechat.Replies.choice;
import static banshi.channels.wechat.Replies.saying;
import static banshi.channels.wechat.Tencent.await;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Sinks;

/** Who unsubscribes leaves nothing behind, also where something was under way. */
@ExtendWith(NeverBlocks.class)
class LeavingTest {
    private static final WechatAccount ACCOUNT = Accounts.sending(Rig.PLAIN);
    private static final Duration LATE = Duration.ofMillis(4200);

    private @Nullable Rig open;
    private final AtomicInteger number = new AtomicInteger();

    private Rig rig(Map<String, ?> settings) {
        open = new Rig(List.of(ACCOUNT), settings);
        return open;
    }

    @AfterEach
    void stop() {
        if (open != null) open.close();
    }

    private Map<String, String> text(Tencent tencent, String words) {
        return tencent.message("text", Map.of("Content", words, "MsgId", "" + number.incrementAndGet()));
    }

    private static void leave(Tencent tencent) {
        assertThat(await(tencent.sendPlain(tencent.event("unsubscribe"))).body())
                .isEqualTo("success");
    }

    @Test
    void forgetsTheDialogueAndTheAnswers() {
        var rig = rig(Map.of());
        var tencent = rig.tencent(ACCOUNT);
        var offered = new Dialogue(List.of(choice("甲"), choice("乙")));
        rig.assistant = (_, _) -> saying("好", offered);
        var first = text(tencent, "换");

        await(tencent.sendPlain(first));
        leave(tencent);
        await(tencent.sendPlain(first));

        assertThat(rig.before).containsExactly(Dialogue.NEW, Dialogue.NEW);
    }

    @Test
    void takesAwayWhatWasWrittenDown() {
        var rig = rig(Map.of());
        var tencent = rig.tencent(ACCOUNT);

        await(tencent.sendPlain(text(tencent, "换证")));
        leave(tencent);

        assertThat(rig.recorded)
                .singleElement()
                .asString()
                .startsWith("wechat\n")
                .endsWith(" 换证")
                .doesNotContain("oCitizen");
        assertThat(rig.erased).containsExactly(rig.recorded.getFirst().replace(" 换证", ""));
    }

    @Test
    void forgetsAnswersThatWereKept() {
        var rig = rig(Map.of("posts", 1));
        var tencent = rig.tencent(ACCOUNT);
        var gate = rig.holdsBack("换");
        var late = rig.post(tencent, text(tencent, "换"));
        rig.passes(LATE);
        await(late);
        gate.open();

        leave(tencent);

        assertThat(await(tencent.sendPlain(text(tencent, "要钱吗"))).words()).isEqualTo("答：要钱吗");
    }

    @Test
    void keepsNothingOfAnAnswerThatWasStillBeingWorkedOn() {
        var rig = rig(Map.of("posts", 2));
        var tencent = rig.tencent(ACCOUNT);
        var gate = rig.holdsBack("换");
        var fields = text(tencent, "换");
        var dropped = rig.post(tencent, fields);
        rig.passes(Duration.ofSeconds(5));
        rig.drop(dropped);
        var last = rig.post(tencent, fields);

        leave(tencent);
        rig.passes(LATE);
        assertThat(await(last).body()).isEqualTo("success");
        gate.open();
        rig.passes(Duration.ofMinutes(1));

        assertThat(await(tencent.sendPlain(text(tencent, "要钱吗"))).words()).isEqualTo("答：要钱吗");
    }

    @Test
    void sendsNothingOfAnAnswerThatWasStillBeingWorkedOn() {
        var rig = rig(Map.of("slow-reply", "KEFU"));
        var tencent = rig.tencent(ACCOUNT);
        var gate = rig.holdsBack("换");
        var late = rig.post(tencent, text(tencent, "换"));
        rig.passes(LATE);
        await(late);

        leave(tencent);
        gate.open();
        Awaitility.await().until(() -> rig.count(Tally.Way.KEPT) == 1); // meant to be kept, for nobody

        assertThat(rig.api.sent()).isEmpty();
        assertThat(await(tencent.sendPlain(text(tencent, "要钱吗"))).words()).isEqualTo("答：要钱吗");
    }

    @Test
    void doesNotTryAgainToSendWhatWeChatWasTooBusyFor() {
        var rig = rig(Map.of("slow-reply", "KEFU"));
        var tencent = rig.tencent(ACCOUNT);
        var answered = Sinks.empty();
        rig.api.waits(TencentApi.SEND, answered.asMono(), -1); // the citizen can leave meanwhile
        var gate = rig.holdsBack("换");
        var late = rig.post(tencent, text(tencent, "换"));
        rig.passes(LATE);
        await(late);
        gate.open();
        rig.sent(1);

        leave(tencent);
        long timers = rig.timers();
        answered.tryEmitEmpty();
        Awaitility.await().until(() -> rig.timers() > timers); // it would be sent again after a pause
        rig.passes(Duration.ofMinutes(1));
        var anotherGate = rig.holdsBack("护照");
        var other = text(tencent, "护照");
        other.put("FromUserName", "oOther");
        late = rig.post(tencent, other);
        rig.passes(LATE);
        await(late);
        anotherGate.open();

        assertThat(rig.sent(2)).extracting(TencentApi.Call::to).containsExactly("oCitizen", "oOther");
        assertThat(await(tencent.sendPlain(text(tencent, "要钱吗"))).words()).isEqualTo("答：要钱吗");
    }

    @Test
    void forgetsWhatMayBeSent() {
        var rig = rig(Map.of("slow-reply", "KEFU", "quota.after-message", 0));
        var tencent = rig.tencent(ACCOUNT);
        var click = text(tencent, "甲");
        click.put("bizmsgmenuid", "opt:1");
        await(tencent.sendPlain(click)); // three may be sent now

        leave(tencent);
        var gate = rig.holdsBack("换");
        var late = rig.post(tencent, text(tencent, "换"));
        rig.passes(LATE);
        await(late);
        gate.open();
        Awaitility.await().until(() -> rig.count(Tally.Way.KEPT) == 1);

        assertThat(rig.api.sent()).isEmpty();
    }

    @Test
    void forgetsTheLinkToAnAnswer() {
        var rig = rig(Map.of("slow-reply", "MENU_LINK"));
        var tencent = rig.tencent(ACCOUNT);
        var gate = rig.holdsBack("换");
        var late = rig.post(tencent, text(tencent, "换"));
        rig.passes(LATE);
        var link = await(late).words();
        gate.open();
        int at = link.indexOf("cont:");
        var tap = text(tencent, "查看结果");
        tap.put("bizmsgmenuid", link.substring(at, link.indexOf('"', at)));

        leave(tencent);

        assertThat(await(tencent.sendPlain(tap)).words()).isEqualTo(Words.NOT_KEPT);
    }

    @Test
    void leavesOtherCitizensAlone() {
        var rig = rig(Map.of("posts", 1));
        var tencent = rig.tencent(ACCOUNT);
        var gate = rig.holdsBack("换");
        var late = rig.post(tencent, text(tencent, "换"));
        rig.passes(LATE);
        await(late);
        gate.open();
        var leaving = tencent.event("unsubscribe");
        leaving.put("FromUserName", "oOther");

        await(tencent.sendPlain(leaving));

        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                await(tencent.sendPlain(text(tencent, "要钱吗"))).words())
                        .contains("答：换", "答：要钱吗"));
    }
}
