package banshi.channels.wecom;

import static banshi.channels.wecom.Rig.HALL;
import static banshi.channels.wecom.Rig.KF;
import static banshi.channels.wecom.Rig.NONCE;
import static banshi.channels.wecom.Rig.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vector is Tencent's own, from the WeCom page 接收消息与事件. */
class WecomEndpointTest {
    private static final Map<String, String> VECTOR = Map.of(
            "msg_signature",
            "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
            "timestamp",
            "1409659589",
            "nonce",
            NONCE,
            "echostr",
            "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==");

    @TempDir
    Path folder;

    private KfServer wecom;
    private Rig rig;

    @BeforeEach
    void open() {
        wecom = new KfServer();
        rig = new Rig(folder, wecom, HALL);
    }

    @AfterEach
    void close() {
        rig.close();
        wecom.close();
    }

    @Test
    void givesBackWhatIsSealedInThePublishedEcho() {
        assertThat(rig.get("hall", VECTOR)).isEqualTo(new Rig.Answer(200, "1616140317555161061"));
    }

    @Test
    void refusesAnEchoThatIsNotSignedForIt() {
        assertThat(rig.get("hall", with("nonce", "263014781")).status()).isEqualTo(403);
        assertThat(rig.get("hall", with("timestamp", "1409659590")).status()).isEqualTo(403);
        assertThat(rig.get("hall", with("echostr", "AAAA")).status()).isEqualTo(403);
        assertThat(rig.get("hall", Map.of()).status()).isEqualTo(403);
    }

    private static Map<String, String> with(String name, String value) {
        var query = new HashMap<>(VECTOR);
        query.put(name, value);
        return query;
    }

    @Test
    void knowsNoOtherAccount() {
        assertThat(rig.get("office", VECTOR).status()).isEqualTo(404);
        assertThat(rig.post("office", VECTOR, "<xml/>").status()).isEqualTo(404);
    }

    @Test
    void refusesAPostThatIsTooOldOrOfTheFuture() {
        var sealed = Rig.sealed(HALL, HALL.corpid(), Rig.announcement(HALL, KF));

        assertThat(rig.post(HALL, NOW - 301, sealed).status()).isEqualTo(403);
        assertThat(rig.post(HALL, NOW + 301, sealed).status()).isEqualTo(403);
        assertThat(rig.post(HALL, NOW - 300, sealed).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatWasSealedForAnotherCorpid() {
        var sealed = Rig.sealed(HALL, "wwother", Rig.announcement(HALL, KF));

        assertThat(rig.post(HALL, NOW, sealed).status()).isEqualTo(403);
    }

    @Test
    void refusesABodyOfMoreThan64KiB() {
        var body = "<xml><Encrypt>" + "A".repeat(64 * 1024) + "</Encrypt></xml>";

        assertThat(rig.post("hall", VECTOR, body).status()).isEqualTo(413);
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThat(rig.post("hall", VECTOR, "").status()).isEqualTo(400);
        assertThat(rig.post("hall", VECTOR, "{}").status()).isEqualTo(400);
        assertThat(rig.post(HALL, NOW, Rig.sealed(HALL, HALL.corpid(), "no xml"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void takesOtherEventsAndFetchesNothingForThem() {
        var other = Rig.announcement(HALL, KF).replace("kf_msg_or_event", "kf_account_auth_change");
        assertThat(rig.post(HALL, NOW, Rig.sealed(HALL, HALL.corpid(), other)))
                .isEqualTo(new Rig.Answer(200, "success"));
        var elsewhere = Rig.announcement(HALL, "../../etc");
        assertThat(rig.post(HALL, NOW, Rig.sealed(HALL, HALL.corpid(), elsewhere)))
                .isEqualTo(new Rig.Answer(200, "success"));

        rig.writes("wmOne", "在吗");

        Rig.await(() -> assertThat(wecom.sent()).hasSize(1));
        assertThat(wecom.calls(KfServer.SYNC)).hasSize(1);
    }
}
