package banshi.channels.asr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.hotline.Speaker;
import banshi.channels.fuzz.Fuzz;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Whatever recognisers and telephone systems send, nothing is logged as an error, and calls that are in order are heard. */
class AsrFuzzTest {
    private static final List<String> PIECES = List.of(
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
            "true",
            "-1",
            "1e999",
            "99999999999999999999",
            "9223372036854775807",
            "0.5",
            "\"1\"",
            "[".repeat(2_000),
            "身份证",
            "。",
            "");

    private static final Map<Protocol, List<String>> SOUND = Map.of(
            Rig.funAsr(),
            List.of(
                    "{\"mode\":\"2pass-online\",\"text\":\"身份\",\"is_final\":false}",
                    "{\"mode\":\"2pass-offline\",\"text\":\"身份证\",\"timestamp\":\"[[380,620],[620,860]]\",\"is_final\":false}",
                    "{\"mode\":\"2pass-offline\",\"text\":\"身份证\",\"timestamp\":[[380,620],[620,860]]}",
                    "{\"text\":\"\",\"is_final\":true}"),
            new Vosk(8000),
            List.of(
                    "{\"partial\" : \"身份 证\"}",
                    "{\"result\" : [{\"conf\" : 0.5, \"start\" : 0.39, \"end\" : 0.81, \"word\" : \"身份\"}], \"text\" : \"身份\"}",
                    "{\"alternatives\" : [{\"confidence\" : 212.4, \"text\" : \"丢 了\"}]}"),
            new SherpaOnnx(),
            List.of(
                    "{\"text\":\"身份\",\"segment\":0}",
                    "{\"text\":\"身份\",\"segment\":1,\"is_final\":true,\"start_time\":2.5,\"timestamps\":[0.1,0.5]}",
                    "Done!"));

    private static final List<String> FRAMES = List.of(
            "{\"event\":\"connected\",\"protocol\":\"Call\"}",
            "{\"event\":\"start\",\"start\":{\"callSid\":\"CA1\",\"mediaFormat\":{\"encoding\":\"audio/x-mulaw\",\"sampleRate\":8000},\"customParameters\":{\"agentId\":\"1024\"}}}",
            "{\"event\":\"media\",\"media\":{\"track\":\"inbound\",\"payload\":\"//////////8=\"}}",
            "{\"event\":\"media\",\"media\":{\"track\":\"outbound\",\"payload\":\"\"}}",
            "{\"event\":\"stop\"}");

    @AutoClose
    private final FakeEngine engine = new FakeEngine();

    @AutoClose
    private final Rig rig = new Rig(engine.url(), Rig.funAsr());

    @Test
    void recognisers() {
        SOUND.forEach((protocol, messages) -> Fuzz.again(protocol.getClass().getSimpleName(), random -> {
            var ear = protocol.ear();
            var ids = new AtomicInteger();
            var utterances = new Utterances(Speaker.CALLER, () -> "u" + ids.incrementAndGet());
            for (int times = random.nextInt(20); times > 0; times--) {
                var message =
                        new String(Fuzz.spoilt(Fuzz.one(messages, random).getBytes(UTF_8), PIECES, random), UTF_8);
                try {
                    for (var told : utterances.heard(ear.heard(message), 1_000, 2_000)) {
                        assertThat(told.text()).isNotBlank().hasSizeLessThanOrEqualTo(2_000);
                        assertThat(told.startMs()).isBetween(0L, told.endMs());
                        assertThat(told.confidence() == null || (told.confidence() >= 0 && told.confidence() <= 1))
                                .isTrue();
                    }
                } catch (Protocol.Rubbish rubbish) {
                    assertThat(rubbish.getMessage()).doesNotContain("身份");
                }
            }
        }));
    }

    @Test
    void telephoneSystems() throws Exception {
        try (var server = new StreamServer(
                new MediaStreams(rig.calls, _ -> Mono.just("fuzz"), Rig.PATIENT, rig.clock, rig.tally))) {
            Fuzz.again("media streams", random -> {
                try (var phone = new Phone(server.url(), "any")) {
                    for (int times = random.nextInt(20); times > 0; times--) {
                        var frame = Fuzz.one(FRAMES, random).getBytes(UTF_8);
                        if (random.nextInt(3) > 0) frame = Fuzz.spoilt(frame, PIECES, random);
                        if (random.nextInt(10) == 0) phone.sendBinary(frame);
                        else phone.send(new String(frame, UTF_8));
                    }
                }
            });
            try (var phone = new Phone(server.url(), "any")) {
                phone.start("sound", "");
                awaitStart("sound");
            }
        }
    }

    @Test
    void asterisks() throws Exception {
        try (var server =
                new AudioSocketServer(new AsrSettings.AudioSocket("127.0.0.1", 0), rig.calls, rig.clock, rig.tally)) {
            Fuzz.again("audio socket", random -> {
                try (var asterisk = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                    for (int times = random.nextInt(20); times > 0; times--) {
                        var payload = new byte[random.nextInt(4) == 0 ? 16 : random.nextInt(400)];
                        random.nextBytes(payload);
                        int kind = new int[] {0, 1, 1, 3, 0x10, 0x10, 0x11, random.nextInt(256)}[random.nextInt(8)];
                        AudioSocketTest.send(asterisk.getOutputStream(), kind, payload);
                        if (random.nextInt(10) == 0) asterisk.getOutputStream().write(payload);
                    }
                    if (random.nextBoolean()) asterisk.setSoLinger(true, 0);
                } catch (java.net.SocketException e) {
                    // it was sent away in the middle
                }
            });
            try (var asterisk = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                var id = new UUID(1, 2);
                AudioSocketTest.send(asterisk.getOutputStream(), 0x01, AudioSocketTest.bytes(id));
                awaitStart(id.toString());
            }
        }
    }

    private void awaitStart(String callId) {
        while (!rig.events.next().equals("started " + callId))
            assertThat(rig.events.starts()).isNotNull();
    }
}
