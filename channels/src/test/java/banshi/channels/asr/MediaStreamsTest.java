package banshi.channels.asr;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.wechat.NeverBlocks;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

@ExtendWith(NeverBlocks.class)
class MediaStreamsTest {
    private static final String KEY = "the key of a telephone system";
    private static final Keys KEYS = key -> key.equals(KEY)
            ? Mono.just("telephones").delayElement(Duration.ofMillis(5))
            : Mono.error(new AssertionError());

    /** What the codes 0x80 and 0x00 of μ-law stand for. */
    private static final int LOUD = 32_124;

    @AutoClose
    private final FakeEngine engine = new FakeEngine();

    @AutoClose
    private final Rig rig = new Rig(engine.url(), Rig.funAsr());

    @AutoClose
    private final StreamServer server = serving(Rig.PATIENT);

    private StreamServer serving(Patience patience) {
        return new StreamServer(new MediaStreams(rig.calls, KEYS, patience, rig.clock, rig.tally));
    }

    @ParameterizedTest(name = "the key in the handshake: {0}")
    @ValueSource(booleans = {true, false})
    void takeACallOfTwoSpeakers(boolean inHandshake) throws IOException {
        try (var phone = new Phone(server.url(), inHandshake ? KEY : null)) {
            phone.start("CA1", inHandshake ? "" : "\"key\":\"" + KEY + "\"");
            for (int i = 0; i < 3; i++) phone.media("inbound", 0x80);
            var caller = engine.line();
            for (int i = 0; i < 3; i++) phone.media("outbound", 0x00);
            var agent = engine.line();

            assertThat(Rig.values(caller.sound())).containsExactly(LOUD);
            assertThat(Rig.values(agent.sound())).containsExactly(-LOUD);
            caller.say("{\"mode\":\"2pass-offline\",\"text\":\"喂\"}");
            rig.events.tell("started CA1", "CA1 caller final: 喂");
            agent.say("{\"mode\":\"2pass-offline\",\"text\":\"您好\"}");
            rig.events.tell("CA1 agent final: 您好");

            phone.stop();
            caller.awaitGoodbye();
            agent.awaitGoodbye();
            caller.say("{\"text\":\"\",\"is_final\":true}");
            agent.say("{\"text\":\"\",\"is_final\":true}");
            rig.events.tell("ended CA1 hangup");
        }
    }

    @Test
    void passOnWhatTheTelephoneSystemKnows() throws IOException {
        try (var phone = new Phone(server.url(), KEY)) {
            phone.start(
                    "CA1",
                    "\"callId\":\"2026-0001\",\"agentId\":\"1024\",\"phoneMasked\":\"138****5678\",\"district\":\" \"");

            rig.events.tell("started 2026-0001");
            assertThat(rig.events.starts())
                    .containsExactly(new CallStart("2026-0001", rig.clock.instant(), "138****5678", "1024", null));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"wrong in the handshake", "wrong in the start", "missing in the start", "never shown"})
    void sendAwayWhoHasNoKey(String how) throws IOException {
        try (var impatient = serving(new Patience(
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        how.equals("never shown") ? Duration.ofMillis(50) : Duration.ofHours(1)));
                var phone = new Phone(impatient.url(), how.equals("wrong in the handshake") ? "another" : null)) {
            if (how.equals("wrong in the start")) {
                phone.start("CA1", "\"key\":\"another\"");
                phone.start("CA1", "\"key\":\"" + KEY + "\""); // too late
            }
            if (how.equals("missing in the start")) phone.start("CA1", "");

            assertThat(phone.closedWith()).startsWith("1008 ").contains("scope hotline");
            try (var other = new Phone(impatient.url(), KEY)) {
                other.start("CA2", "");
                rig.events.tell("started CA2"); // and nothing of the first
            }
            assertThat(rig.tally.counts()).containsEntry("refused", 1L).containsEntry("calls", 1L);
        }
    }

    @Test
    void hearNothingBeforeAKeyIsShown() throws IOException {
        try (var phone = new Phone(server.url(), null)) {
            phone.media("inbound", 0x80);
            phone.start("CA1", "\"key\":\"" + KEY + "\"");

            rig.events.tell("started CA1");
            assertThat(rig.tally.counts()).containsEntry("rubbish", 1L);
        }
    }

    @Test
    void goOnAfterRubbish() throws IOException {
        try (var phone = new Phone(server.url(), KEY)) {
            phone.start("CA1", "");
            rig.events.tell("started CA1");

            phone.send("身份证 no JSON");
            rig.events.tellFault("CA1", "no JSON object");
            phone.sendBinary((byte) 1, (byte) 2);
            rig.events.tellFault("no JSON object");
            phone.send("{\"event\":\"dance\"}");
            rig.events.tellFault("none of connected, start, media, stop");
            phone.send("{\"event\":\"media\",\"media\":{\"track\":\"inbound\",\"payload\":\"!!\"}}");
            rig.events.tellFault("no base64");
            phone.media("sideways", 0x80);
            rig.events.tellFault("track");
            phone.start("CA2", "");
            rig.events.tellFault("CA1", "a second start");
            phone.send("{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"1\"}}");
            for (int i = 0; i < 3; i++) phone.media("inbound", 0x80);

            assertThat(Rig.values(engine.line().sound())).containsExactly(LOUD);
            assertThat(rig.tally.counts()).containsEntry("rubbish", 6L);
        }
    }

    @Test
    void sayThatTheSoundIsOfAnotherKind() throws IOException {
        try (var phone = new Phone(server.url(), KEY)) {
            phone.send(
                    "{\"event\":\"start\",\"start\":{\"callSid\":\"CA1\",\"mediaFormat\":{\"encoding\":\"audio/x-alaw\",\"sampleRate\":8000}}}");

            rig.events.tell("started CA1");
            rig.events.tellFault("audio/x-mulaw");
        }
    }

    @Test
    void needAnIdThatTheContractAllows() throws IOException {
        try (var phone = new Phone(server.url(), KEY)) {
            phone.start("电话一", "");
            phone.start("CA1", "");

            rig.events.tell("started CA1");
            assertThat(rig.tally.counts()).containsEntry("rubbish", 1L);
        }
    }

    @Test
    void takeACallUpAgainWhoseConnectionBroke() throws IOException {
        try (var phone = new Phone(server.url(), KEY)) {
            phone.start("CA1", "");
            for (int i = 0; i < 3; i++) phone.media("inbound", 0x80);
            engine.line().sound();
            rig.events.tell("started CA1");
            phone.abort();
            rig.events.tellFault("CA1", "the sound broke off");
        }
        try (var again = new Phone(server.url(), KEY)) {
            again.start("CA1", "");
            again.send("{}");
            rig.events.tellFault("CA1", "none of connected, start, media, stop"); // and no second start of the call
        }
    }
}
