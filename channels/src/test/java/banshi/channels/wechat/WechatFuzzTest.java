package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.fuzz.Fuzz;
import banshi.channels.fuzz.Posts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is posted in WeChat's name, no reply is a 5xx, nothing is logged as an error, and what is hostile reaches nobody. */
class WechatFuzzTest {
    private static Rig rig;
    private static Tencent plain;
    private static Tencent safe;

    @BeforeAll
    static void start() {
        rig = new Rig(List.of(Rig.PLAIN, Rig.SAFE), Map.of("per-minute", 1_000));
        plain = rig.tencent(Rig.PLAIN);
        safe = rig.tencent(Rig.SAFE);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static int status(CompletableFuture<Tencent.Answer> answer) {
        return Tencent.await(answer).status();
    }

    private static List<String> sound(Tencent tencent) {
        return List.of(
                Tencent.xml(tencent.text("户口本丢了怎么补")),
                Tencent.xml(tencent.event("subscribe")),
                Tencent.xml(tencent.message("voice", Map.of("Recognition", "身份证到期了"))),
                Tencent.xml(tencent.message("location", Map.of("Label", "浙江省杭州市西湖区"))),
                Tencent.xml(tencent.event("TEMPLATESENDJOBFINISH")));
    }

    @Test
    void plainBodies() {
        var sound = sound(plain);
        Fuzz.again("wechat plain", random -> {
            var body = Fuzz.spoilt(Fuzz.one(sound, random), Posts.PIECES, random);
            Posts.requireNoFailure(status(plain.post(plain.signed(Rig.NOW), body)), body);
        });
    }

    /** With the right seal and signatures over XML that is none. */
    @Test
    void sealedBodies() {
        var sound = sound(safe);
        Fuzz.again("wechat sealed", random -> {
            var xml = Fuzz.spoilt(Fuzz.one(sound, random), Posts.PIECES, random);
            Posts.requireNoFailure(status(safe.sendEncrypted(safe.encrypted(xml), "")), xml);
        });
    }

    /** The ciphertext itself, rightly signed: spoilt, it is not opened. */
    @Test
    void ciphertexts() {
        var sound = safe.encrypted(Tencent.xml(safe.text("户口本丢了")));
        Fuzz.again("wechat ciphertext", random -> {
            var spoilt = Fuzz.spoilt(sound, List.of("A", "=", "+", "/", " ", "\r\n", "🀄"), random)
                    .replaceAll("[<&\\]\\p{Cntrl}]", "A");
            if (spoilt.isEmpty()) return; // nobody signs nothing
            Posts.requireNoFailure(status(safe.sendEncrypted(spoilt, "")), spoilt);
        });
    }

    @Test
    void signatures() {
        var body = Tencent.xml(plain.text("户口本丢了"));
        Fuzz.again("wechat signatures", random -> {
            var query = plain.signed(Rig.NOW);
            var part = Fuzz.one(List.of("timestamp", "nonce", "signature"), random);
            var sound = query.get(part);
            var spoilt = Posts.spoiltPart(sound, random).replaceAll("[^A-Za-z0-9-]", "");
            query.put(part, spoilt);
            assertThat(status(plain.post(query, body))).as(query::toString).isEqualTo(spoilt.equals(sound) ? 200 : 403);
        });
    }

    /** Rightly signed, but at another time. */
    @Test
    void timestamps() {
        var body = Tencent.xml(plain.text("户口本丢了"));
        Fuzz.again("wechat timestamps", random -> {
            long off = random.nextLong(-10_000, 10_000);
            assertThat(status(plain.post(plain.signed(Rig.NOW + off), body)))
                    .as(off + " s off")
                    .isEqualTo(Math.abs(off) <= 300 ? 200 : 403);
        });
    }

    @Test
    void hostileBodiesReachNobody() {
        int before = rig.asked.size();
        for (var hostile : Posts.HOSTILE) {
            assertThat(status(plain.post(plain.signed(Rig.NOW), hostile)))
                    .as(hostile)
                    .isEqualTo(400);
            assertThat(status(safe.sendEncrypted(safe.encrypted(hostile), "")))
                    .as(hostile)
                    .isEqualTo(400);
        }
        assertThat(status(plain.post(plain.signed(Rig.NOW), Posts.OVERSIZED))).isEqualTo(413);
        assertThat(rig.asked.stream().skip(before).filter(u -> u.text().contains("root:")))
                .isEmpty();
    }
}
