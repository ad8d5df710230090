package banshi.channels.wecom;

import static banshi.channels.wecom.Rig.HALL;
import static banshi.channels.wecom.Rig.KF;
import static banshi.channels.wecom.Rig.OFFICE;
import static banshi.channels.wecom.Rig.saying;
import static banshi.channels.wecom.Rig.turn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What citizens get for what they send. */
class AnsweringTest {
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
    void tellsTheLogOfEachTurnWithoutTheUserid() {
        rig.writes("wmSomebody", "身份证怎么换");

        Rig.await(() -> assertThat(wecom.sent()).hasSize(1));
        assertThat(rig.logged)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("wecom\n")
                        .endsWith(" 身份证怎么换")
                        .doesNotContain("wmSomebody"));
    }

    @Test
    void resolvesALineThatWasTappedThoughItWasShownCut() {
        var label = "我想问的是" + "很长的一句话，".repeat(12) + "对吗？";
        rig.assistant = (dialogue, utterance) -> utterance.text().equals("换证")
                ? turn(
                        dialogue,
                        new Reply.Clarify(
                                List.of(new Block.Text("您想换哪一种？")),
                                List.of(new Choice("a", label, null, null), new Choice("b", "护照", null, null)),
                                List.of()))
                : saying(dialogue, "答：" + utterance.text());
        rig.writes("wmOne", "换证");
        Rig.await(() -> assertThat(wecom.sent()).hasSize(1));
        var menu = wecom.sent().getFirst();
        assertThat(menu.words()).startsWith("您想换哪一种？");
        var first = menu.menu().path(0).path("click");
        assertThat(first.path("content").asString().getBytes(UTF_8).length).isLessThanOrEqualTo(128);
        assertThat(first.path("id").asString()).hasSizeLessThanOrEqualTo(64);

        var tapped = rig.text("wmOne", "");
        tapped.put(
                "text",
                Map.of(
                        "content", first.path("content").asString(),
                        "menu_id", first.path("id").asString()));
        wecom.holds(KF, tapped);
        rig.announces(HALL);

        Rig.await(() -> assertThat(rig.asked).containsExactly("换证", label));
    }

    @Test
    void takesTheWordsOfALineThatItDoesNotKnow() {
        var tapped = rig.text("wmOne", "");
        tapped.put("text", Map.of("content", "护照快过期了怎么换？", "menu_id", "example:2"));
        wecom.holds(KF, tapped);

        rig.announces(HALL);

        Rig.await(() -> assertThat(rig.asked).containsExactly("护照快过期了怎么换？"));
    }

    @Test
    void welcomesWhoEnters() {
        wecom.holds(KF, rig.event("wmOne", Map.of("event_type", "enter_session", "welcome_code", "code-1")));

        rig.announces(HALL);

        Rig.await(() -> assertThat(wecom.calls(Customers.SEND_ON_EVENT)).hasSize(1));
        var welcome = wecom.calls(Customers.SEND_ON_EVENT).getFirst();
        assertThat(welcome.body().path("code").asString()).isEqualTo("code-1");
        assertThat(welcome.words()).contains("不用登录");
        assertThat(welcome.menu().size()).isEqualTo(3);
        assertThat(rig.asked).isEmpty();
    }

    @Test
    void saysNothingToEventsAndToWhatStaffWrite() {
        wecom.holds(KF, rig.event("wmOne", Map.of("event_type", "enter_session")));
        wecom.holds(KF, rig.event("wmOne", Map.of("event_type", "msg_send_fail", "fail_type", 4)));
        wecom.holds(KF, rig.event("wmOne", Map.of("event_type", "session_status_change")));
        var staff = rig.text("wmOne", "我是客服");
        staff.put("origin", 5);
        wecom.holds(KF, staff);

        rig.writes("wmOne", "在吗");

        Rig.await(() -> assertThat(wecom.wordsTo("wmOne")).containsExactly("答：在吗"));
        assertThat(wecom.calls(Customers.SEND_ON_EVENT)).isEmpty();
        assertThat(rig.received(Tally.As.UNDELIVERED)).isEqualTo(1);
        assertThat(rig.received(Tally.As.NOTICE)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void leavesToStaffWhatIsTheirs(int state) {
        wecom.state("wmTheirs", state);
        wecom.holds(KF, rig.text("wmTheirs", "给客服的话"));

        rig.writes("wmOurs", "在吗");

        Rig.await(() -> {
            assertThat(wecom.wordsTo("wmOurs")).containsExactly("答：在吗");
            assertThat(rig.received(Tally.As.STAFF)).isEqualTo(1);
        });
        assertThat(rig.asked).containsExactly("在吗");
    }

    @Test
    void answersWhereTheStateIsNotTold() {
        wecom.says(Customers.STATE, 95000);

        rig.writes("wmOne", "在吗");

        Rig.await(() -> assertThat(wecom.wordsTo("wmOne")).containsExactly("答：在吗"));
    }

    @Test
    void asksForWordsInsteadOfPicturesAndVoices() {
        var picture = rig.message("wmOne", "image");
        picture.put("image", Map.of("media_id", "media-1"));
        wecom.holds(KF, picture);
        wecom.holds(KF, rig.text("wmTwo", "长".repeat(501)));

        rig.announces(HALL);

        Rig.await(() -> {
            assertThat(wecom.wordsTo("wmOne")).containsExactly(Words.DESCRIBE_INSTEAD);
            assertThat(wecom.wordsTo("wmTwo")).containsExactly(Words.SHORTER);
        });
        assertThat(rig.asked).isEmpty();
    }

    @Test
    void putsThroughWhomItHandsOffWhereTheAccountWantsIt() {
        rig.assistant = (dialogue, _) ->
                turn(dialogue, new Reply.Handoff(null, null, List.of(new Block.Text("请人工来看看。")), List.of()));
        wecom.holds("wkOffice", rig.text("wmOne", "转人工"));
        rig.announces(OFFICE, "wkOffice");
        Rig.await(() -> assertThat(wecom.calls(Customers.TRANSFER)).hasSize(1));
        assertThat(wecom.calls(Customers.TRANSFER).getFirst().body())
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"open_kfid": "wkOffice", "external_userid": "wmOne", "service_state": 2}"""));
        assertThat(wecom.wordsTo("wmOne")).containsExactly("请人工来看看。");

        rig.writes("wmTwo", "转人工");

        Rig.await(() ->
                assertThat(rig.called(Customers.SEND, Tally.Outcome.TAKEN)).isEqualTo(2));
        wecom.holds(KF, rig.text("wmTwo", "在吗"));
        rig.announces(HALL);
        Rig.await(() -> assertThat(wecom.wordsTo("wmTwo")).hasSize(2));
        assertThat(wecom.calls(Customers.TRANSFER)).hasSize(1);
    }

    @Test
    void apologizesWhereTheAssistantFails() {
        rig.assistant = (_, _) -> {
            throw new IllegalStateException("said by the test");
        };

        rig.writes("wmOne", "在吗");

        Rig.await(() -> assertThat(wecom.wordsTo("wmOne")).containsExactly(Words.APOLOGY));
        assertThat(rig.logged).isEmpty();
    }
}
