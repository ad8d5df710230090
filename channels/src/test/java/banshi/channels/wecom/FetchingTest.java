package banshi.channels.wecom;

import static banshi.channels.wecom.Rig.HALL;
import static banshi.channels.wecom.Rig.KF;
import static banshi.channels.wecom.Rig.NOW;
import static banshi.channels.wecom.Rig.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.wechat.NeverBlocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How messages are fetched, and what becomes of it when WeCom's side does not do as it should. */
@ExtendWith(NeverBlocks.class)
class FetchingTest {
    @TempDir
    Path folder;

    private KfServer wecom;
    private Rig rig;

    @BeforeEach
    void open() {
        wecom = new KfServer();
        rig = new Rig(folder, wecom, HALL, OFFICE);
    }

    @AfterEach
    void close() {
        rig.close();
        wecom.close();
    }

    @Test
    void fetchesPageAfterPageWhileThereAreMore() {
        wecom.pagesOf(2);
        for (int i = 0; i < 5; i++) wecom.holds(KF, rig.text("wm" + i, "问" + i));

        rig.announces(HALL);

        Rig.await(() -> assertThat(wecom.sent()).hasSize(5));
        assertThat(wecom.calls(KfServer.SYNC))
                .extracting(call -> call.body().path("cursor").asString("none"))
                .containsExactly("none", "2", "4");
        assertThat(wecom.calls(KfServer.SYNC)).allSatisfy(call -> {
            assertThat(call.body().path("token").asString()).isEqualTo("token-of-the-callback");
            assertThat(call.body().path("open_kfid").asString()).isEqualTo(KF);
            assertThat(call.body().path("limit").asInt()).isEqualTo(1000);
        });
    }

    @Test
    void answersAMessageOnceThoughItIsHandedOutTwice() {
        var message = rig.text("wmOne", "身份证怎么换");
        wecom.holds(KF, message);
        wecom.holds(KF, message);
        rig.announces(HALL);
        rig.announces(HALL);

        rig.writes("wmOne", "完了");

        Rig.await(() -> assertThat(wecom.wordsTo("wmOne")).containsExactly("答：身份证怎么换", "答：完了"));
        assertThat(rig.received(Tally.As.REPEATED)).isEqualTo(1);
    }

    @Test
    void fetchesOnceAtATimeAndBehindThatWhatIsAnnouncedMeanwhile() {
        var go = Sinks.<String>one();
        wecom.told(KfServer.SYNC, go.asMono());
        rig.announces(HALL);
        Rig.await(() -> assertThat(wecom.calls(KfServer.SYNC)).hasSize(1));

        rig.writes("wmOne", "在吗");
        rig.announces(HALL);
        assertThat(wecom.calls(KfServer.SYNC)).hasSize(1);
        go.tryEmitValue("{\"errcode\":0,\"next_cursor\":\"0\",\"has_more\":0,\"msg_list\":[]}");

        Rig.await(() -> assertThat(wecom.wordsTo("wmOne")).containsExactly("答：在吗"));
        assertThat(wecom.calls(KfServer.SYNC)).hasSize(2);
    }

    @Test
    void doesNotFetchForEverWhatLeadsNowhere() {
        wecom.told(KfServer.SYNC, Mono.just("{\"errcode\":0,\"next_cursor\":\"0\",\"has_more\":1,\"msg_list\":[]}"));
        wecom.told(KfServer.SYNC, Mono.just("{\"errcode\":0,\"next_cursor\":\"0\",\"has_more\":1,\"msg_list\":[]}"));

        rig.writes("wmOne", "在吗");

        Rig.await(() -> assertThat(wecom.calls(KfServer.SYNC)).hasSize(2));
        rig.announces(HALL);
        Rig.await(() -> assertThat(wecom.wordsTo("wmOne")).containsExactly("答：在吗"));
        assertThat(wecom.calls(KfServer.SYNC)).hasSize(3);
    }

    @Test
    void goesOnWhereItWasBeforeARestart() {
        rig.writes("wmOne", "身份证怎么换");
        Rig.await(() -> assertThat(wecom.sent()).hasSize(1));
        rig.close();
        wecom.holds(KF, rig.text("wmTwo", "在吗"));

        rig = new Rig(folder, wecom, HALL);
        rig.announces(HALL);

        Rig.await(() -> assertThat(wecom.wordsTo("wmTwo")).containsExactly("答：在吗"));
        assertThat(wecom.wordsTo("wmOne")).hasSize(1);
        assertThat(rig.asked).containsExactly("在吗");
    }

    @Test
    void answersThoughItCannotKeepHowFarItCame() throws IOException {
        Files.writeString(folder.resolve(OFFICE.name()), "a file where a folder should be");
        wecom.holds("wkOffice", rig.text("wmOne", "一"));
        rig.announces(OFFICE, "wkOffice");
        Rig.await(() -> assertThat(wecom.wordsTo("wmOne")).containsExactly("答：一"));

        wecom.holds("wkOffice", rig.text("wmOne", "二"));
        rig.announces(OFFICE, "wkOffice");

        Rig.await(() -> assertThat(wecom.wordsTo("wmOne")).containsExactly("答：一", "答：二"));
    }

    @Test
    void leavesUnansweredWhatIsTooOld() {
        var old = rig.text("wmOne", "三天前问的");
        old.put("send_time", NOW - 601);
        wecom.holds(KF, old);

        rig.writes("wmOne", "现在问的");

        Rig.await(() -> assertThat(wecom.wordsTo("wmOne")).containsExactly("答：现在问的"));
        assertThat(rig.received(Tally.As.LATE)).isEqualTo(1);
    }

    @Test
    void renewsATokenThatIsTakenNoLongerOnce() {
        rig.writes("wmOne", "一");
        Rig.await(() -> assertThat(wecom.sent()).hasSize(1));
        assertThat(wecom.calls(KfServer.GET_TOKEN)).hasSize(1);

        wecom.withdrawsTheTokenOf(HALL.corpid());
        rig.writes("wmOne", "二");

        Rig.await(() -> assertThat(wecom.wordsTo("wmOne")).containsExactly("答：一", "答：二"));
        assertThat(wecom.calls(KfServer.GET_TOKEN)).hasSize(2);
        assertThat(rig.called(KfServer.SYNC, Tally.Outcome.REFUSED)).isZero();
    }

    @Test
    void givesUpWhereEvenANewTokenIsNotTaken() {
        wecom.says(KfServer.SYNC, 40014, 40014);

        rig.writes("wmOne", "在吗");

        Rig.await(() ->
                assertThat(rig.called(KfServer.SYNC, Tally.Outcome.REFUSED)).isEqualTo(1));
        assertThat(wecom.calls(KfServer.SYNC)).hasSize(2);
        rig.announces(HALL);
        Rig.await(() -> assertThat(wecom.wordsTo("wmOne")).containsExactly("答：在吗"));
    }

    @Test
    void asksForATokenAgainWhereNoneWasGiven() {
        wecom.says(KfServer.GET_TOKEN, 40001);
        rig.writes("wmOne", "在吗");
        Rig.await(() ->
                assertThat(rig.called(KfServer.SYNC, Tally.Outcome.REFUSED)).isEqualTo(1));

        rig.announces(HALL);

        Rig.await(() -> assertThat(wecom.wordsTo("wmOne")).containsExactly("答：在吗"));
    }

    @Test
    void triesAgainWhileWeComIsBusy() {
        wecom.says(KfServer.SYNC, -1);
        wecom.says(Customers.SEND, -1, -1);

        rig.writes("wmOne", "在吗");

        Rig.await(() ->
                assertThat(rig.called(Customers.SEND, Tally.Outcome.TAKEN)).isEqualTo(1));
        assertThat(wecom.wordsTo("wmOne")).containsOnly("答：在吗").hasSize(3);
    }

    @Test
    void countsWhatWeComNeverTakesAndGoesOnWithWhatFollows() {
        wecom.says(Customers.SEND, -1, -1, -1, 95018);
        rig.writes("wmOne", "一");
        Rig.await(() ->
                assertThat(rig.called(Customers.SEND, Tally.Outcome.REFUSED)).isEqualTo(1));

        rig.writes("wmOne", "二");
        Rig.await(() ->
                assertThat(rig.called(Customers.SEND, Tally.Outcome.REFUSED)).isEqualTo(2));
        rig.writes("wmOne", "三");

        Rig.await(() ->
                assertThat(rig.called(Customers.SEND, Tally.Outcome.TAKEN)).isEqualTo(1));
        assertThat(wecom.wordsTo("wmOne")).containsExactly("答：一", "答：一", "答：一", "答：二", "答：三");
    }

    @Test
    void countsWhatIsNoAnswerOfWeComs() {
        wecom.told(Customers.SEND, Mono.just("<html>"));

        rig.writes("wmOne", "一");

        Rig.await(() ->
                assertThat(rig.called(Customers.SEND, Tally.Outcome.FAILED)).isEqualTo(1));
        rig.writes("wmOne", "二");
        Rig.await(() ->
                assertThat(rig.called(Customers.SEND, Tally.Outcome.TAKEN)).isEqualTo(1));
    }

    @Test
    void keepsTheOrderOfEachCitizensMessages() {
        var words = IntStream.range(0, 20).mapToObj(i -> "问" + i).toList();
        for (var word : words)
            for (var citizen : List.of("wmOne", "wmTwo", "wmThree")) wecom.holds(KF, rig.text(citizen, word));
        wecom.says(Customers.SEND, -1, -1);

        rig.announces(HALL);

        Rig.await(() ->
                assertThat(rig.called(Customers.SEND, Tally.Outcome.TAKEN)).isEqualTo(60));
        for (var citizen : List.of("wmOne", "wmTwo", "wmThree"))
            assertThat(wecom.wordsTo(citizen).distinct())
                    .containsExactlyElementsOf(words.stream().map(w -> "答：" + w).toList());
    }

    @Test
    void letsNobodyWaitForAnother() {
        wecom.told(Customers.SEND, Mono.never());
        rig.writes("wmSlow", "一");
        Rig.await(() -> assertThat(wecom.sent()).hasSize(1));

        rig.writes("wmQuick", "二");

        Rig.await(() -> assertThat(wecom.wordsTo("wmQuick")).containsExactly("答：二"));
    }

    @Test
    void keepsTwoAccountsApart() {
        wecom.holds("wkOffice", rig.text("wmOne", "给办公室"));
        rig.announces(OFFICE, "wkOffice");
        rig.writes("wmOne", "给大厅");

        Rig.await(() -> assertThat(wecom.sent()).hasSize(2));
        assertThat(wecom.sent())
                .allSatisfy(call -> assertThat(call.token())
                        .isEqualTo(call.words().equals("答：给大厅") ? HALL.corpid() + "-0" : OFFICE.corpid() + "-0"));
        assertThat(wecom.sent())
                .extracting(call -> call.body().path("open_kfid").asString())
                .containsExactlyInAnyOrder("wkOffice", KF);
        assertThat(rig.logged.stream().map(line -> line.split(" ")[0])).doesNotHaveDuplicates();
    }
}
