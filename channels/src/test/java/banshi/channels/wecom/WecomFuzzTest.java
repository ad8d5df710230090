package banshi.channels.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.fuzz.Fuzz;
import banshi.channels.fuzz.Posts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import me.chanjar.weixin.common.util.crypto.SHA1;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is posted in WeCom's name, no reply is a 5xx, nothing is logged as an error, and what is not sealed for us is refused. */
class WecomFuzzTest {
    private static final String SOUND = Rig.announcement(Rig.HALL, Rig.KF);

    @TempDir
    static Path folder;

    private static KfServer wecom;
    private static Rig rig;

    @BeforeAll
    static void start() {
        wecom = new KfServer();
        rig = new Rig(folder, wecom, Rig.HALL);
    }

    @AfterAll
    static void stop() {
        rig.close();
        wecom.close();
    }

    private static String sealed(String xml) {
        return Rig.sealed(Rig.HALL, Rig.HALL.corpid(), xml);
    }

    private static Map<String, String> signed(String encrypted) {
        var second = String.valueOf(Rig.NOW);
        return new HashMap<>(Map.of(
                "msg_signature",
                SHA1.gen(Rig.HALL.token(), second, Rig.NONCE, encrypted),
                "timestamp",
                second,
                "nonce",
                Rig.NONCE));
    }

    /** With the right seal and signature over an announcement that is none. */
    @Test
    void sealedBodies() {
        Fuzz.again("wecom sealed", random -> {
            var xml = Fuzz.spoilt(SOUND, Posts.PIECES, random);
            Posts.requireNoFailure(rig.post(Rig.HALL, Rig.NOW, sealed(xml)).status(), xml);
        });
    }

    @Test
    void envelopes() {
        var encrypted = sealed(SOUND);
        var sound = "<xml><ToUserName><![CDATA[x]]></ToUserName><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
        Fuzz.again("wecom envelopes", random -> {
            var body = Fuzz.spoilt(sound, Posts.PIECES, random);
            assertThat(rig.post("hall", signed(encrypted), body).status())
                    .as(body)
                    .isIn(200, 400, 403);
        });
    }

    @Test
    void signatures() {
        var encrypted = sealed(SOUND);
        var body = "<xml><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
        Fuzz.again("wecom signatures", random -> {
            var query = signed(encrypted);
            var part = Fuzz.one(List.of("timestamp", "nonce", "msg_signature"), random);
            var sound = query.get(part);
            var spoilt = Posts.spoiltPart(sound, random).replaceAll("[^A-Za-z0-9-]", "");
            query.put(part, spoilt);
            boolean right = spoilt.equals(sound);
            assertThat(rig.post("hall", query, body).status())
                    .as(query::toString)
                    .isEqualTo(right ? 200 : 403);
            query.put("echostr", encrypted);
            assertThat(rig.get("hall", query).status()).as(query::toString).isEqualTo(right ? 200 : 403);
        });
    }

    /** Rightly signed, but at another time. */
    @Test
    void timestamps() {
        var encrypted = sealed(SOUND);
        Fuzz.again("wecom timestamps", random -> {
            long off = random.nextLong(-10_000, 10_000);
            assertThat(rig.post(Rig.HALL, Rig.NOW + off, encrypted).status())
                    .as(off + " s off")
                    .isEqualTo(Math.abs(off) <= 300 ? 200 : 403);
        });
    }

    @Test
    void hostileBodiesAreRefused() {
        for (var hostile : Posts.HOSTILE) {
            assertThat(rig.post(Rig.HALL, Rig.NOW, sealed(hostile)).status())
                    .as(hostile)
                    .isEqualTo(400);
            assertThat(rig.post("hall", signed("x"), hostile).status())
                    .as(hostile)
                    .isEqualTo(400);
        }
        assertThat(rig.post("hall", signed("x"), Posts.OVERSIZED).status()).isEqualTo(413);
        assertThat(rig.post(Rig.HALL, Rig.NOW, Rig.sealed(Rig.HALL, "wwsomebodyelse", SOUND))
                        .status())
                .isEqualTo(403);
    }
}
