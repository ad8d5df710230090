package banshi.channels.wechat;

import static banshi.channels.wechat.Replies.choice;
import static banshi.channels.wechat.Replies.reply;
import static banshi.channels.wechat.Tencent.await;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

/** Answers that are not there within WeChat's five seconds, in each of the three ways. */
@ExtendWith(NeverBlocks.class)
class SlowReplyTest {
    private static final Duration LATE = Duration.ofMillis(4200);
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final Pattern CONT = Pattern.compile("msgmenuid=cont:([0-9a-z]+)\"");

    private @Nullable Rig open;

    private Rig rig(SlowReply slowReply, WechatAccount account, Map<String, ?> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("slow-reply", slowReply.name());
        open = new Rig(List.of(account), settings);
        return open;
    }

    private Rig rig(SlowReply slowReply, WechatAccount account) {
        return rig(slowReply, account, Map.of());
    }

    @AfterEach
    void stop() {
        if (open != null) open.close();
    }

    private static Map<String, String> text(Tencent tencent, String words, String number) {
        return tencent.message("text", Map.of("Content", words, "MsgId", number));
    }

    private static String words(CompletableFuture<Tencent.Answer> answer) {
        return await(answer).words();
    }

    // ---- RETRY_ATTACH

    @ParameterizedTest(name = "on post {0}")
    @ValueSource(ints = {1, 2, 3})
    void answersWhicheverPostStillWaits(int post) {
        var rig = rig(SlowReply.RETRY_ATTACH, Rig.PLAIN);
        var tencent = rig.tencent(Rig.PLAIN);
        var gate = rig.holdsBack("换");

        for (int i = 1; i < post; i++) {
            var dropped = rig.post(tencent, tencent.text("换身份证"));
            rig.passes(FIVE_SECONDS);
            assertThat(dropped).isNotDone(); // or WeChat would not post again
            rig.drop(dropped);
        }
        var waiting = rig.post(tencent, tencent.text("换身份证"));
        gate.open();

        assertThat(words(waiting)).isEqualTo("答：换身份证");
        assertThat(rig.asked).hasSize(1);
        assertThat(rig.count(Tally.Way.PASSIVE)).isEqualTo(1);
        assertThat(rig.count(Tally.Way.KEPT)).isZero();
    }

    @Test
    void givesUpOnAPostThatWeChatHasGivenUpOn() {
        var rig = rig(SlowReply.RETRY_ATTACH, Rig.PLAIN);
        var tencent = rig.tencent(Rig.PLAIN);
        var gate = rig.holdsBack("换");

        var first = rig.post(tencent, tencent.text("换身份证"));
        rig.passes(Duration.ofMillis(5999));
        assertThat(first).isNotDone();
        rig.passes(Duration.ofMillis(1));

        assertThat(await(first).body()).isEqualTo("success");
        gate.open();
    }

    @Test
    void saysSuccessToTheLastPostAndShowsTheAnswerBeforeTheNextReply() {
        var rig = rig(SlowReply.RETRY_ATTACH, Rig.PLAIN);
        var tencent = rig.tencent(Rig.PLAIN);
        var gate = rig.holdsBack("换");

        for (int i = 0; i < 2; i++) {
            var dropped = rig.post(tencent, text(tencent, "换身份证", "1"));
            rig.passes(FIVE_SECONDS);
            rig.drop(dropped);
        }
        var last = rig.post(tencent, text(tencent, "换身份证", "1"));
        rig.passes(LATE.minusMillis(1));
        assertThat(last).isNotDone();
        rig.passes(Duration.ofMillis(1));
        assertThat(await(last).body()).isEqualTo("success");
        gate.open();

        assertThat(await(tencent.sendPlain(text(tencent, "换身份证", "1"))).body())
                .isEqualTo("success"); // one more post than there should be
        Awaitility.await().until(() -> rig.before.size() == 1);
        var next = words(tencent.sendPlain(text(tencent, "要钱吗", "2")));
        assertThat(next).isEqualTo(Words.behind(List.of("答：换身份证"), "答：要钱吗"));
        assertThat(words(tencent.sendPlain(text(tencent, "多久", "3")))).isEqualTo("答：多久");
        assertThat(rig.asked).hasSize(3);
    }

    @Test
    void keepsTheAnswerWhenWeChatDoesNotPostAgain() {
        var rig = rig(SlowReply.RETRY_ATTACH, Rig.PLAIN);
        var tencent = rig.tencent(Rig.PLAIN);
        var gate = rig.holdsBack("换");

        var dropped = rig.post(tencent, text(tencent, "换身份证", "1"));
        rig.passes(FIVE_SECONDS);
        rig.drop(dropped);
        gate.open();
        rig.passes(Duration.ofSeconds(10));

        assertThat(rig.count(Tally.Way.KEPT)).isEqualTo(1);
        assertThat(words(tencent.sendPlain(text(tencent, "要钱吗", "2")))).contains("答：换身份证", "答：要钱吗");
    }

    @Test
    void keepsAnAnswerForADay() {
        var rig = rig(SlowReply.RETRY_ATTACH, Rig.PLAIN, Map.of("posts", 1));
        var tencent = rig.tencent(Rig.PLAIN);
        var gate = rig.holdsBack("换");

        var late = rig.post(tencent, text(tencent, "换身份证", "1"));
        rig.passes(LATE);
        await(late);
        gate.open();
        rig.passes(Duration.ofHours(24));

        assertThat(words(tencent.sendPlain(text(tencent, "要钱吗", "2")))).isEqualTo("答：要钱吗");
    }

    @Test
    void linksToAKeptAnswerThatDoesNotFitBeforeTheNext() {
        var rig = rig(SlowReply.RETRY_ATTACH, Rig.PLAIN, Map.of("posts", 1));
        var tencent = rig.tencent(Rig.PLAIN);
        var long1 = "一样一样说给您听。".repeat(60);
        rig.assistant = (_, utterance) -> Replies.saying(utterance.text() + long1);
        var gate = rig.holdsBack("换");

        var late = rig.post(tencent, text(tencent, "换身份证", "1"));
        rig.passes(LATE);
        await(late);
        gate.open();
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                words(tencent.sendPlain(text(tencent, "要钱吗", "" + (10 + rig.asked.size())))))
                        .contains("cont:", "要钱吗" + "一样一样说给您听。"));
        var next = words(tencent.sendPlain(text(tencent, "要钱吗", "3")));
        assertThat(SentenceCut.bytes(next)).isLessThanOrEqualTo(2048);
        var found = CONT.matcher(next);
        assertThat(found.find()).isTrue();
        var tap = tencent.message(
                "text", Map.of("Content", "看前面的答案", "MsgId", "4", "bizmsgmenuid", "cont:" + found.group(1)));

        assertThat(words(tencent.sendPlain(tap))).isEqualTo("换身份证" + long1);
        assertThat(words(tencent.sendPlain(tap))).isEqualTo("换身份证" + long1); // the same message again
        tap.put("MsgId", "5");
        assertThat(words(tencent.sendPlain(tap))).isEqualTo(Words.NOT_KEPT);
    }

    // ---- KEFU

    @Test
    void pushesALateAnswerAndShowsMeanwhileThatSomebodyIsWriting() {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account);
        var tencent = rig.tencent(account);
        var gate = rig.holdsBack("换");

        var late = rig.post(tencent, tencent.text("换身份证"));
        rig.passes(LATE);
        assertThat(await(late).body()).isEqualTo("success");
        Awaitility.await()
                .until(() -> rig.api.calls(TencentApi.TYPING).stream()
                        .map(TencentApi.Call::to)
                        .toList()
                        .equals(List.of("oCitizen")));
        assertThat(rig.api.sent()).isEmpty();
        gate.open();

        assertThat(rig.sent(1)).singleElement().satisfies(call -> {
            assertThat(call.to()).isEqualTo("oCitizen");
            assertThat(call.words()).isEqualTo("答：换身份证");
        });
        assertThat(await(tencent.sendPlain(tencent.text("换身份证"))).body()).isEqualTo("success");
        assertThat(words(tencent.sendPlain(text(tencent, "要钱吗", "2")))).isEqualTo("答：要钱吗");
        assertThat(rig.api.sent()).hasSize(1);
        Awaitility.await().until(() -> rig.count(Tally.Way.PUSHED) == 1);
    }

    @Test
    void answersPassivelyWhatIsThereInTimeAndPushesNothing() {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account);
        var tencent = rig.tencent(account);
        var gate = rig.holdsBack("换");

        var answer = rig.post(tencent, tencent.text("换身份证"));
        rig.passes(LATE.minusMillis(1));
        gate.open();
        assertThat(words(answer)).isEqualTo("答：换身份证");
        rig.passes(Duration.ofMinutes(1));

        assertThat(rig.api.sent()).isEmpty();
        assertThat(rig.api.calls(TencentApi.TYPING)).isEmpty();
    }

    @ParameterizedTest(name = "after {0}")
    @ValueSource(ints = {43004, 45015, 45047, 48001, 48002, 50002, 40164})
    void showsBeforeTheNextReplyWhatWeChatDidNotTake(int code) {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account);
        var tencent = rig.tencent(account);
        rig.api.says(TencentApi.SEND, code);

        late(rig, tencent, "1");
        rig.sent(1);

        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                words(tencent.sendPlain(text(tencent, "要钱吗", "" + (10 + rig.asked.size())))))
                        .isEqualTo(Words.behind(List.of("答：换身份证1"), "答：要钱吗")));
        assertThat(rig.api.sent()).hasSize(1);
    }

    @Test
    void triesAgainWhileWeChatIsBusy() {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account);
        var tencent = rig.tencent(account);
        rig.api.says(TencentApi.SEND, -1, -1);

        late(rig, tencent, "1");
        rig.sent(1);
        passesUntilSent(rig, 2);
        passesUntilSent(rig, 3);

        assertThat(rig.api.sent()).extracting(TencentApi.Call::words).containsOnly("答：换身份证1");
        assertThat(words(tencent.sendPlain(text(tencent, "要钱吗", "2")))).isEqualTo("答：要钱吗");
    }

    @Test
    void keepsWhatCouldNotBeSentAtAll() {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account);
        var tencent = rig.tencent(account);
        rig.api.says(TencentApi.SEND, -1, -1, -1, -1);

        late(rig, tencent, "1");
        for (int i = 1; i <= 4; i++) passesUntilSent(rig, i);

        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                words(tencent.sendPlain(text(tencent, "要钱吗", "" + (10 + rig.asked.size())))))
                        .isEqualTo(Words.behind(List.of("答：换身份证1"), "答：要钱吗")));
    }

    @Test
    void fetchesANewTokenAndPushes() {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account);
        var tencent = rig.tencent(account);
        rig.api.says(TencentApi.SEND, 40001);

        late(rig, tencent, "1");

        assertThat(rig.sent(2)).hasSize(2);
        assertThat(words(tencent.sendPlain(text(tencent, "要钱吗", "2")))).isEqualTo("答：要钱吗");
    }

    @Test
    void waitsForAnInterfaceThatIsSlow() {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account);
        var tencent = rig.tencent(account);
        var go = Sinks.empty();
        rig.api.waits(TencentApi.SEND, go.asMono(), 0);

        late(rig, tencent, "1");
        rig.sent(1);
        assertThat(words(tencent.sendPlain(text(tencent, "要钱吗", "2")))).isEqualTo("答：要钱吗"); // meanwhile
        go.tryEmitEmpty();

        assertThat(words(tencent.sendPlain(text(tencent, "多久", "3")))).isEqualTo("答：多久");
        assertThat(rig.api.sent()).hasSize(1);
    }

    @Test
    void sendsNoMoreThanWeChatAllowsAndKeepsTheRest() {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account, Map.of("quota.after-message", 0, "quota.after-click", 2));
        var tencent = rig.tencent(account);
        var gate = rig.holdsBack("换");

        for (int i = 1; i <= 3; i++) {
            var fields = text(tencent, "换身份证" + i, "" + i);
            if (i == 1)
                fields.put("bizmsgmenuid", "opt:1"); // a click; the others are messages, which allow nothing here
            var late = rig.post(tencent, fields);
            rig.passes(LATE);
            await(late);
        }
        gate.open();
        rig.sent(2);
        Awaitility.await().until(() -> rig.count(Tally.Way.KEPT) == 1);

        assertThat(rig.api.sent()).hasSize(2);
        var next = words(tencent.sendPlain(text(tencent, "要钱吗", "9")));
        var told = rig.api.sent().stream().map(TencentApi.Call::words).toList();
        for (int i = 1; i <= 3; i++) assertThat(told.contains("答：换身份证" + i)).isNotEqualTo(next.contains("答：换身份证" + i));
    }

    @Test
    void servesTwoAccountsEachWithItsOwnToken() {
        var one = Accounts.sending(Rig.PLAIN);
        var two = Accounts.sending(Accounts.answering("wx0000000000000002", "gh_two", "other", null));
        open = new Rig(List.of(one, two), Map.of("slow-reply", "KEFU"));
        var gate = open.holdsBack("换");
        var first = open.post(open.tencent(one), open.tencent(one).text("换一"));
        var second = open.post(open.tencent(two), open.tencent(two).text("换二"));
        open.passes(LATE);
        assertThat(await(first).body()).isEqualTo("success");
        assertThat(await(second).body()).isEqualTo("success");
        gate.open();

        assertThat(open.sent(2))
                .extracting(call -> call.token() + " " + call.words())
                .containsExactlyInAnyOrder("wxb11529c136998cb6-0 答：换一", "wx0000000000000002-0 答：换二");
    }

    /** A question that is late in the first post, and answered then. */
    private static void late(Rig rig, Tencent tencent, String number) {
        var gate = rig.holdsBack("换");
        var late = rig.post(tencent, text(tencent, "换身份证" + number, number));
        rig.passes(LATE);
        assertThat(await(late).body()).isEqualTo("success");
        gate.open();
    }

    private static void passesUntilSent(Rig rig, int count) {
        Awaitility.await().until(() -> {
            rig.passes(Duration.ofSeconds(1));
            return rig.api.sent().size() >= count;
        });
    }

    // ---- MENU_LINK

    @Test
    void givesALinkForALateAnswerAndTheAnswerWhenItIsTapped() {
        var rig = rig(SlowReply.MENU_LINK, Rig.PLAIN);
        var tencent = rig.tencent(Rig.PLAIN);
        var gate = rig.holdsBack("换");

        var late = rig.post(tencent, text(tencent, "换身份证", "1"));
        rig.passes(LATE);
        var link = words(late);
        assertThat(link).contains("msgmenucontent=%E6%9F%A5%E7%9C%8B%E7%BB%93%E6%9E%9C");
        assertThat(words(tencent.sendPlain(text(tencent, "换身份证", "1")))).isEqualTo(link); // the same post again
        gate.open();

        assertThat(words(tap(rig, tencent, link, "2"))).isEqualTo("答：换身份证");
        assertThat(words(tap(rig, tencent, link, "3"))).isEqualTo(Words.NOT_KEPT);
        assertThat(words(tencent.sendPlain(text(tencent, "要钱吗", "4")))).isEqualTo("答：要钱吗");
        assertThat(rig.asked).hasSize(2);
    }

    @Test
    void givesAnotherLinkWhenTheAnswerIsStillNotThere() {
        var rig = rig(SlowReply.MENU_LINK, Rig.PLAIN);
        var tencent = rig.tencent(Rig.PLAIN);
        var gate = rig.holdsBack("换");

        var late = rig.post(tencent, text(tencent, "换身份证", "1"));
        rig.passes(LATE);
        var waiting = tap(rig, tencent, words(late), "2");
        rig.passes(LATE);
        var link = words(waiting);
        var again = tap(rig, tencent, link, "3");
        gate.open();

        assertThat(words(again)).isEqualTo("答：换身份证");
        assertThat(rig.asked).hasSize(1);
    }

    @Test
    void showsBeforeTheNextReplyWhatWasNotTapped() {
        var rig = rig(SlowReply.MENU_LINK, Rig.PLAIN);
        var tencent = rig.tencent(Rig.PLAIN);
        var gate = rig.holdsBack("换");

        var late = rig.post(tencent, text(tencent, "换身份证", "1"));
        rig.passes(LATE);
        var link = words(late);
        gate.open();

        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                words(tencent.sendPlain(text(tencent, "要钱吗", "" + (10 + rig.asked.size())))))
                        .isEqualTo(Words.behind(List.of("答：换身份证"), "答：要钱吗")));
        assertThat(words(tap(rig, tencent, link, "3"))).isEqualTo(Words.NOT_KEPT);
    }

    @Test
    void showsNobodyElsesAnswer() {
        var rig = rig(SlowReply.MENU_LINK, Rig.PLAIN);
        var tencent = rig.tencent(Rig.PLAIN);
        var gate = rig.holdsBack("换");

        var late = rig.post(tencent, text(tencent, "换身份证", "1"));
        rig.passes(LATE);
        gate.open();
        var fields = tencent.message("text", Map.of("Content", "查看结果", "MsgId", "2", "FromUserName", "oOther"));
        fields.put("bizmsgmenuid", id(words(late)));

        assertThat(words(tencent.sendPlain(fields))).isEqualTo(Words.NOT_KEPT);
    }

    private static CompletableFuture<Tencent.Answer> tap(Rig rig, Tencent tencent, String link, String number) {
        var fields = text(tencent, "查看结果", number);
        fields.put("bizmsgmenuid", id(link));
        return rig.post(tencent, fields);
    }

    private static String id(String link) {
        var found = CONT.matcher(link);
        assertThat(found.find()).isTrue();
        return "cont:" + found.group(1);
    }

    // ---- answers that cannot be written

    /** Something that no content can be: the renderer stumbles over it. */
    private static Turn unwritable() {
        return new Turn(Dialogue.NEW, reply(new Block.Link("", null, null)), "r1");
    }

    @Test
    void apologisesForAnAnswerThatCannotBeWritten() {
        var rig = rig(SlowReply.RETRY_ATTACH, Rig.PLAIN);
        var tencent = rig.tencent(Rig.PLAIN);
        rig.assistant = (_, _) -> unwritable();

        assertThat(words(tencent.sendPlain(tencent.text("换身份证")))).isEqualTo(Words.APOLOGY);
        assertThat(words(tencent.sendPlain(tencent.text("换身份证")))).isEqualTo(Words.APOLOGY);
    }

    @Test
    void apologisesByCustomerMessageForALateAnswerThatCannotBeWritten() {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account);
        var tencent = rig.tencent(account);
        rig.assistant = (_, _) -> unwritable();

        late(rig, tencent, "1");

        assertThat(rig.sent(1)).extracting(TencentApi.Call::words).containsExactly(Words.APOLOGY);
    }

    // ---- replies that are too long for one message

    private static final String SENTENCE = "办这件事要带的东西有点多，一样一样说😀。"; // 61 bytes

    private static Turn longReply() {
        return new Turn(
                Dialogue.NEW,
                reply(
                        new Block.Text(SENTENCE.repeat(40)),
                        new Block.Text(SENTENCE.repeat(28)),
                        new Block.Choices(List.of(choice("甲"), choice("乙")), "还想问")),
                "r1");
    }

    @Test
    void goesOnByCustomerMessageWhereOneMessageIsTooShort() {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account);
        var tencent = rig.tencent(account);
        rig.assistant = (_, _) -> longReply();

        var first = words(tencent.sendPlain(tencent.text("材料")));
        assertThat(words(tencent.sendPlain(tencent.text("材料")))).isEqualTo(first); // the same post again
        assertThat(rig.api.sent()).isEmpty(); // not before WeChat has shown the first
        rig.passes(Duration.ofSeconds(1));

        var sent = rig.sent(2).stream().map(TencentApi.Call::words).toList();
        assertThat(sent).hasSize(2).last().asString().contains("opt:1\">甲", "opt:2\">乙");
        assertThat(sent).allSatisfy(part -> assertThat(SentenceCut.bytes(part)).isLessThanOrEqualTo(2048));
        assertThat(first + String.join("", sent)).doesNotContain("没有写完");
        assertThat((first + String.join("", sent)).split(Pattern.quote(SENTENCE), -1))
                .hasSize(69);
    }

    @Test
    void cutsAReplyWhoseRestMayNotBeSent() {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account, Map.of("quota.after-message", 1));
        var tencent = rig.tencent(account);
        rig.assistant = (_, _) -> longReply();

        assertThat(words(tencent.sendPlain(tencent.text("材料")))).contains(Words.MORE_BY_ASKING);
        rig.passes(Duration.ofMinutes(1));
        assertThat(rig.api.sent()).isEmpty();
    }

    @Test
    void cutsALongReplyOfAnAccountThatCannotSend() {
        var rig = rig(SlowReply.RETRY_ATTACH, Rig.PLAIN);
        var tencent = rig.tencent(Rig.PLAIN);
        rig.assistant = (_, _) -> longReply();

        assertThat(words(tencent.sendPlain(tencent.text("材料")))).contains(Words.MORE_BY_ASKING);
    }

    @Test
    void keepsTheRestOfALongReplyThatWeChatDidNotTake() {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account);
        var tencent = rig.tencent(account);
        var normal = rig.assistant;
        rig.assistant = (_, _) -> longReply();
        rig.api.says(TencentApi.SEND, 0, 45047);

        await(tencent.sendPlain(tencent.text("材料")));
        rig.passes(Duration.ofSeconds(1));
        rig.sent(2);
        rig.assistant = normal;

        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                words(tencent.sendPlain(text(tencent, "要钱吗", "" + (10 + rig.asked.size())))))
                        .startsWith("您前面问的有答案了")
                        .contains("答：要钱吗"));
    }

    @Test
    void pushesALateLongReplyInParts() {
        var account = Accounts.sending(Rig.PLAIN);
        var rig = rig(SlowReply.KEFU, account);
        var tencent = rig.tencent(account);
        rig.assistant = (_, _) -> longReply();

        late(rig, tencent, "1");

        assertThat(String.join(
                                "",
                                rig.sent(3).stream().map(TencentApi.Call::words).toList())
                        .split(Pattern.quote(SENTENCE), -1))
                .hasSize(69);
    }
}
