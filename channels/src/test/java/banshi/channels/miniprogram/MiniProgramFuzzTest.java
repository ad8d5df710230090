package banshi.channels.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.fuzz.Fuzz;
import banshi.channels.fuzz.Posts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is posted in the name of a mini program's Tencent, no reply is a 5xx, nothing is logged as an error, and hostile XML is refused. */
class MiniProgramFuzzTest extends MiniProgramRig {
    private static final List<String> PIECES = Stream.concat(
                    Posts.PIECES.stream(),
                    Stream.of(
                            "{",
                            "}",
                            "[",
                            "]",
                            "\"",
                            ":",
                            ",",
                            "\\u0000",
                            "\\ud800",
                            "null",
                            "1e999",
                            "[".repeat(2_000)))
            .toList();

    private List<String> sound(MiniProgram program) {
        var event = fields(program, "oFuzz", "event");
        event.put("Event", "user_enter_tempsession");
        return List.of(
                xml(text(program, "oFuzz", "户口本丢了")),
                json(text(program, "oFuzz", "户口本丢了")),
                xml(event),
                json(event),
                json(fields(program, "oFuzz", "image")));
    }

    @Test
    void plainBodies() {
        var sound = sound(PLAIN);
        Fuzz.again("mini program plain", random -> {
            var body = Fuzz.spoilt(Fuzz.one(sound, random), PIECES, random);
            Posts.requireNoFailure(post(PLAIN, NOW, body).status(), body);
        });
    }

    /** With the right seal and signatures over what is no message. */
    @Test
    void sealedBodies() {
        var sound = sound(SAFE);
        Fuzz.again("mini program sealed", random -> {
            var body = Fuzz.spoilt(Fuzz.one(sound, random), PIECES, random);
            Posts.requireNoFailure(
                    postSealed(SAFE, SAFE.appid(), random.nextBoolean(), body).status(), body);
        });
    }

    @Test
    void envelopes() {
        var sound = json(Map.of("ToUserName", SAFE.originalId(), "Encrypt", "A".repeat(128)));
        Fuzz.again("mini program envelopes", random -> {
            var body = Fuzz.spoilt(sound, PIECES, random);
            assertThat(post(SAFE, Map.of("encrypt_type", "aes"), NOW, body).status())
                    .as(body)
                    .isIn(400, 403);
        });
    }

    /** Rightly signed, but at another time. */
    @Test
    void timestamps() {
        var body = json(text(PLAIN, "oFuzz", "户口本丢了"));
        Fuzz.again("mini program timestamps", random -> {
            long off = random.nextLong(-10_000, 10_000);
            assertThat(post(PLAIN, NOW + off, body).status())
                    .as(off + " s off")
                    .isEqualTo(Math.abs(off) <= 300 ? 200 : 403);
        });
    }

    @Test
    void hostileBodiesAreRefused() {
        for (var hostile : Posts.HOSTILE) {
            assertThat(post(PLAIN, NOW, hostile).status()).as(hostile).isEqualTo(400);
            assertThat(postSealed(SAFE, SAFE.appid(), false, hostile).status())
                    .as(hostile)
                    .isEqualTo(400);
        }
        assertThat(post(PLAIN, NOW, Posts.OVERSIZED).status()).isEqualTo(413);
    }
}
