package banshi.channels.asr;

import static banshi.assistant.hotline.Speaker.AGENT;
import static banshi.assistant.hotline.Speaker.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.wechat.NeverBlocks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NeverBlocks.class)
class CallsTest {
    private static final String ONLINE = "{\"mode\":\"2pass-online\",\"text\":\"%s\",\"is_final\":false}";
    private static final String OFFLINE = "{\"mode\":\"2pass-offline\",\"text\":\"%s\",\"is_final\":false}";
    private static final String END = "{\"text\":\"\",\"is_final\":true}";

    @AutoClose
    private final FakeEngine engine = new FakeEngine();

    @AutoClose
    private final Rig rig = new Rig(engine.url(), Rig.funAsr());

    private static Patience patience(Duration answer, Duration lastWords, Duration back, Duration silence) {
        var usual = Rig.PATIENT;
        return new Patience(
                answer, usual.firstPause(), usual.longestPause(), usual.kept(), lastWords, back, silence, usual.key());
    }

    @Test
    void areHeardFromIncrementsToTheEnd() {
        var source = rig.open("c1");
        rig.events.tell("started c1");
        Rig.speak(source, CALLER, 1, 20);
        var line = engine.line();

        assertThat(line.text()).contains("\"mode\":\"2pass\"", "\"wav_name\":\"c1\"", "\"audio_fs\":8000");
        Rig.speak(source, CALLER, 1, 100);
        assertThat(line.sound()).as("packets of 60 ms").hasSize(960);
        assertThat(line.sound()).hasSize(960);

        line.say(ONLINE.formatted("我身份"));
        var first = rig.events.transcript("c1 caller: 我身份");
        line.say(ONLINE.formatted("正丢了"));
        var second = rig.events.transcript("c1 caller: 我身份正丢了");
        line.say(OFFLINE.formatted("我身份证丢了。"));
        var corrected = rig.events.transcript("c1 caller final: 我身份证丢了。");
        line.say(ONLINE.formatted("怎么"));
        var next = rig.events.transcript("c1 caller: 怎么");

        assertThat(List.of(second.utteranceId(), corrected.utteranceId())).containsOnly(first.utteranceId());
        assertThat(next.utteranceId()).isNotEqualTo(first.utteranceId());
        assertThat(CallIds.isValid(first.utteranceId())).as(first.utteranceId()).isTrue();

        source.end();
        assertThat(line.text()).isEqualTo("{\"is_speaking\":false}");
        line.say(OFFLINE.formatted("怎么办？")); // late, but before the end
        line.say(END);
        rig.events.tell("c1 caller final: 怎么办？", "ended c1 hangup");
        line.awaitClosed();
        assertThat(rig.calls.count()).isZero();
    }

    @Test
    void keepTwoSpeakersApart() {
        var source = rig.open("c1");
        rig.events.tell("started c1");
        Rig.speak(source, CALLER, 1, 60);
        var caller = engine.line();
        Rig.speak(source, AGENT, 2, 60);
        var agent = engine.line();
        Rig.speak(source, CALLER, 3, 60);
        Rig.speak(source, AGENT, 4, 60);

        assertThat(Rig.values(caller.sound(1_920))).containsExactly(1, 3);
        assertThat(Rig.values(agent.sound(1_920))).containsExactly(2, 4);

        caller.say(ONLINE.formatted("我想"));
        var mine = rig.events.transcript("c1 caller: 我想");
        agent.say(ONLINE.formatted("您好"));
        var theirs = rig.events.transcript("c1 agent: 您好");
        caller.say(OFFLINE.formatted("我想问"));
        rig.events.tell("c1 caller final: 我想问");
        agent.say(OFFLINE.formatted("您好，请讲"));
        rig.events.tell("c1 agent final: 您好，请讲");

        assertThat(mine.utteranceId()).isNotEqualTo(theirs.utteranceId());
        source.end();
        caller.awaitGoodbye();
        agent.awaitGoodbye();
        caller.say(END);
        caller.awaitClosed();
        assertThat(rig.events.unread())
                .as("the call is over when both have said their last")
                .isEmpty();
        agent.say(END);
        rig.events.tell("ended c1 hangup");
    }

    @Test
    void sayNothingOfSilence() {
        var source = rig.open("c1");
        Rig.speak(source, CALLER, 0, 60);
        var line = engine.line();
        line.say(ONLINE.formatted(""));
        line.say(OFFLINE.formatted("。"));
        line.say(OFFLINE.formatted(""));
        line.say(ONLINE.formatted("喂"));

        rig.events.tell("started c1", "c1 caller: 喂");
    }

    @Test
    void goOnWhereTheRecogniserBreaksInMidWord() {
        var source = rig.open("c1");
        Rig.speak(source, CALLER, 1, 60);
        var broken = engine.line();
        broken.sound();
        broken.say(ONLINE.formatted("我身份"));
        rig.events.tell("started c1");
        var half = rig.events.transcript("c1 caller: 我身份");

        broken.cut();
        rig.events.tell("c1 caller final: 我身份");
        rig.events.tellFault("c1", "the recogniser of the caller's voice at ws://127.0.0.1:", "is lost", "tried again");

        var again = engine.line();
        assertThat(again.text()).contains("2pass");
        Rig.speak(source, CALLER, 2, 60);
        assertThat(Rig.values(again.sound())).containsExactly(2);
        again.say(ONLINE.formatted("证丢了"));
        var other = rig.events.transcript("c1 caller: 证丢了");
        assertThat(other.utteranceId()).isNotEqualTo(half.utteranceId());
        assertThat(other.startMs()).isGreaterThanOrEqualTo(half.startMs());
        assertThat(rig.tally.lostNow()).isZero();
    }

    @Test
    void keepTheLastSecondsOfSoundWhileThereIsNoRecogniser() {
        int port = engine.port();
        var source = rig.open("c1");
        Rig.speak(source, CALLER, 1, 60);
        engine.line().sound();
        engine.close();
        rig.events.tell("started c1");
        rig.events.tellFault("is lost");
        for (int packet = 2; packet <= 40; packet++) Rig.speak(source, CALLER, packet, 60);

        try (var back = new FakeEngine(port, true)) {
            var heard = Rig.values(back.line().sound(16 * 960));
            // a second of it: 16 packets of 60 ms
            assertThat(heard).hasSize(16).endsWith(40).startsWith(25);
            assertThat(rig.tally.counts()).containsEntry("dropped", 23L).containsEntry("lost", 1L);
            assertThat(rig.events.unread())
                    .as("told once, however often it was tried")
                    .isEmpty();
        }
    }

    @Test
    void haveIdsOfTheirOwnAfterARestart() {
        var ids = new HashSet<String>();
        for (int start = 0; start < 3; start++) {
            try (var anew = new Rig(engine.url(), Rig.funAsr())) {
                anew.time.updateAndGet(now -> now.plusSeconds(ids.size()));
                var source = anew.open("c1");
                Rig.speak(source, CALLER, 1, 60);
                engine.line().say(ONLINE.formatted("喂"));
                anew.events.tell("started c1");
                ids.add(anew.events.transcript("c1 caller: 喂").utteranceId());
            }
        }
        assertThat(ids).hasSize(3);
    }

    @Test
    void goOnAfterRubbish() {
        var source = rig.open("c1");
        Rig.speak(source, CALLER, 1, 60);
        var line = engine.line();
        rig.events.tell("started c1");

        line.say("internal error: 身份证");
        rig.events.tellFault("c1", "no JSON");
        line.say("{\"mode\":\"offline\",\"text\":\"身份证\"}");
        rig.events.tellFault("c1", "is it the 2pass server?");
        line.say(ONLINE.formatted("我"));
        rig.events.tell("c1 caller: 我");
        assertThat(rig.tally.counts()).containsEntry("rubbish", 2L);
    }

    @Test
    void goOnWhereTheRecogniserNeverAnswers() throws IOException {
        // accepts, and that is all
        try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var impatient = new Rig(
                        URI.create("ws://127.0.0.1:" + mute.getLocalPort() + "/"),
                        Rig.funAsr(),
                        patience(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ZERO, Duration.ofHours(1)))) {
            var source = impatient.open("c1");
            Rig.speak(source, CALLER, 1, 60);

            impatient.events.tell("started c1");
            impatient.events.tellFault("c1", "does not answer");
            source.end();
            impatient.events.tell("ended c1 hangup");
            assertThat(impatient.tally.lostNow()).isZero();
        }
    }

    @Test
    void noticeThatTheRecogniserHasDied() {
        try (var dead = new FakeEngine(0, false);
                var impatient = new Rig(
                        dead.url(),
                        Rig.funAsr(),
                        patience(Duration.ofMillis(300), Duration.ofHours(1), Duration.ZERO, Duration.ofHours(1)))) {
            var source = impatient.open("c1");
            Rig.speak(source, CALLER, 1, 60);
            dead.line().sound();

            impatient.events.tell("started c1");
            impatient.events.tellFault("c1", "does not answer");
            dead.line(); // it is tried again
        }
    }

    @Test
    void doNotTakeSilenceForDeath() {
        try (var impatient = new Rig(
                engine.url(),
                Rig.funAsr(),
                patience(Duration.ofSeconds(1), Duration.ofHours(1), Duration.ZERO, Duration.ofHours(1)))) {
            var source = impatient.open("c1");
            Rig.speak(source, CALLER, 1, 60);
            var line = engine.line();
            impatient.events.tell("started c1");

            line.awaitAsked(2); // the second time only because it answered the first
            line.say(ONLINE.formatted("喂"));
            impatient.events.tell("c1 caller: 喂");
        }
    }

    @Test
    void endWithoutLastWordsWhereNoneCome() {
        try (var impatient = new Rig(
                engine.url(),
                Rig.funAsr(),
                patience(Duration.ofHours(1), Duration.ofMillis(200), Duration.ZERO, Duration.ofHours(1)))) {
            var source = impatient.open("c1");
            Rig.speak(source, CALLER, 1, 60);
            var line = engine.line();
            line.say(ONLINE.formatted("再见"));
            impatient.events.tell("started c1", "c1 caller: 再见");

            source.end();
            impatient.events.tell("c1 caller final: 再见", "ended c1 hangup");
            line.awaitClosed();
        }
    }

    @Test
    void playAllOfACallThatIsOverBeforeItsRecogniserIsThere() {
        var usual = Rig.PATIENT;
        var keeping = new Patience(
                usual.answer(),
                usual.firstPause(),
                usual.longestPause(),
                Duration.ofSeconds(5),
                usual.lastWords(),
                usual.back(),
                usual.silence(),
                usual.key());
        try (var sherpa = new Rig(engine.url(), new SherpaOnnx(), true, keeping)) {
            var source = sherpa.open("c1");
            Rig.speak(source, CALLER, 1, 5_000); // more than a socket takes at once
            source.end();

            var line = engine.line();
            assertThat(line.text()).isEqualTo("Done");
            assertThat(line.sound(5 * 16_000 * 4)).hasSize(5 * 16_000 * 4);
            line.say("{\"text\":\"再见\",\"segment\":0}");
            line.say("Done!");
            sherpa.events.tell("started c1", "c1 caller: 再见", "c1 caller final: 再见", "ended c1 hangup");
        }
    }

    @Test
    void endWhereNobodySaidAnything() {
        rig.open("c1").end();

        rig.events.tell("started c1", "ended c1 hangup");
    }

    @Test
    void speakVosk() {
        try (var vosk = new Rig(engine.url(), new Vosk(16_000), true, Rig.PATIENT)) {
            var source = vosk.open("c1");
            Rig.speak(source, CALLER, 7, 200);
            var line = engine.line();
            assertThat(line.text()).isEqualTo("{\"config\":{\"sample_rate\":16000}}");
            assertThat(line.sound())
                    .as("200 ms at twice the rate of a telephone")
                    .hasSize(6_400);

            line.say("{\"partial\" : \"\"}");
            line.say("{\"partial\" : \"身份\"}");
            line.say("{\"partial\" : \"身份 证\"}");
            line.say(
                    "{\"result\" : [{\"conf\" : 1.0, \"start\" : 0.03, \"end\" : 0.18, \"word\" : \"身份证\"}], \"text\" : \"身份证 丢 了\"}");
            line.say("{\"text\" : \"\"}");
            vosk.events.tell("started c1", "c1 caller: 身份", "c1 caller: 身份证", "c1 caller final: 身份证丢了");

            source.end();
            assertThat(line.text()).isEqualTo("{\"eof\" : 1}");
            line.say("{\"text\" : \"谢谢\"}");
            line.cut(); // as the server does
            vosk.events.tell("c1 caller final: 谢谢", "ended c1 hangup");
        }
    }

    @Test
    void speakSherpaOnnx() {
        try (var sherpa = new Rig(engine.url(), new SherpaOnnx())) {
            var source = sherpa.open("c1");
            Rig.speak(source, CALLER, 16_384, 100);
            var line = engine.line();
            assertThat(line.sound()).as("100 ms of floats").hasSize(3_200).startsWith(0, 0, 0, 0x3f);

            line.say("{\"text\":\"\",\"segment\":0}");
            line.say("{\"text\":\"身份证\",\"segment\":0}");
            line.say("{\"text\":\"身份证丢了\",\"segment\":0}");
            line.say("{\"text\":\"\",\"segment\":1}");
            line.say("{\"text\":\"怎么办\",\"segment\":1}");
            sherpa.events.tell(
                    "started c1", "c1 caller: 身份证", "c1 caller: 身份证丢了", "c1 caller final: 身份证丢了", "c1 caller: 怎么办");

            source.end();
            assertThat(line.text()).isEqualTo("Done");
            line.say("Done!");
            sherpa.events.tell("c1 caller final: 怎么办", "ended c1 hangup");
        }
    }

    @Test
    void waitForSoundThatBrokeOff() {
        var source = rig.open("c1");
        Rig.speak(source, CALLER, 1, 60);
        var line = engine.line();
        rig.events.tell("started c1");
        source.broken();
        rig.events.tellFault("c1", "the sound broke off");

        var again = rig.open("c1");
        Rig.speak(again, CALLER, 2, 60);
        assertThat(Rig.values(line.sound(1_920))).containsExactly(1, 2);
        again.end();
        line.awaitGoodbye();
        line.say(END);
        rig.events.tell("ended c1 hangup");
    }

    @Test
    void areNotLostOnceTheirSoundIsBack() {
        try (var impatient = new Rig(
                engine.url(),
                Rig.funAsr(),
                patience(Duration.ofMillis(700), Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofHours(1)))) {
            var source = impatient.open("c1");
            Rig.speak(source, CALLER, 1, 60);
            var line = engine.line();
            line.sound();
            source.broken();
            impatient.open("c1");
            impatient.events.tell("started c1");
            impatient.events.tellFault("the sound broke off");

            line.awaitAsked(2); // which is later than it would have been lost
            assertThat(impatient.events.unread()).isEmpty();
        }
    }

    @Test
    void areLostWhereTheirSoundDoesNotComeBack() {
        try (var impatient = new Rig(
                engine.url(),
                Rig.funAsr(),
                patience(Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(50), Duration.ofHours(1)))) {
            var source = impatient.open("c1");
            impatient.events.tell("started c1");
            source.broken();
            impatient.events.tellFault("c1", "the sound broke off");
            impatient.events.tell("ended c1 lost");
        }
    }

    @Test
    void areLostWhereTheirSoundNeverEndsAndNeverComes() {
        try (var impatient = new Rig(
                engine.url(),
                Rig.funAsr(),
                patience(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(50)))) {
            impatient.time.set(Instant.parse("2026-03-02T02:00:00Z"));
            impatient.open("c1");
            impatient.events.tell("started c1");
            impatient.time.set(Instant.parse("2026-03-02T02:30:00Z"));

            impatient.events.tell("ended c1 lost");
        }
    }

    @Test
    void mayComeOverAConnectionForEachSpeaker() {
        var inbound = rig.open("c1");
        var outbound = rig.open("c1");
        rig.events.tell("started c1");
        Rig.speak(inbound, CALLER, 1, 60);
        var caller = engine.line();
        Rig.speak(outbound, AGENT, 2, 60);
        var agent = engine.line();

        inbound.end();
        Rig.speak(outbound, AGENT, 3, 60);
        assertThat(Rig.values(agent.sound(1_920))).containsExactly(2, 3);
        outbound.end();
        caller.awaitGoodbye();
        agent.awaitGoodbye();
        caller.say(END);
        agent.say(END);
        rig.events.tell("ended c1 hangup");
    }

    @Test
    void hearTheNewestOfTwoConnectionsOfASpeaker() {
        var old = rig.open("c1");
        Rig.speak(old, CALLER, 1, 60);
        var line = engine.line();
        var newer = rig.open("c1");
        Rig.speak(newer, CALLER, 2, 60);
        Rig.speak(old, CALLER, 3, 60);
        Rig.speak(newer, CALLER, 4, 60);

        assertThat(Rig.values(line.sound(3 * 960))).containsExactly(1, 2, 4);
    }

    @Test
    void countTheTimeThroughGaps() {
        var source = rig.open("c1");
        Rig.speak(source, CALLER, 1, 60);
        var line = engine.line();
        line.sound();
        rig.time.updateAndGet(now -> now.plusSeconds(60));
        Rig.speak(source, CALLER, 2, 60);
        line.sound();
        line.say(OFFLINE.formatted("喂").replace("}", ",\"timestamp\":\"[[70,110]]\"}"));

        rig.events.tell("started c1");
        var heard = rig.events.transcript("c1 caller final: 喂");
        assertThat(heard.endMs()).isEqualTo(60_000 - 120 + 110);
    }

    @Test
    void areToldInFullThoughWhoIsToldFails() {
        try (var strict = new Rig(engine.url(), Rig.funAsr())) {
            strict.events.refuseNext();
            strict.open("c1").end();

            strict.events.tell("ended c1 hangup");
        }
    }

    @Test
    void areNotOverWhereTheServerStops() {
        var source = rig.open("c1");
        Rig.speak(source, CALLER, 1, 60);
        var line = engine.line();
        rig.events.tell("started c1");

        rig.calls.close();
        source.broken();
        line.awaitClosed();
        assertThat(rig.events.unread()).isEmpty();
    }

    @Test
    void mayBeMany() {
        var sources = new java.util.ArrayList<OpenCalls.Source>();
        for (int i = 0; i < 50; i++) {
            sources.add(rig.open("c" + i));
            Rig.speak(sources.getLast(), CALLER, i, 60);
            rig.events.tell("started c" + i);
        }
        var said = new HashSet<String>();
        var expected = new HashSet<String>();
        for (int i = 0; i < 50; i++) {
            var line = engine.line();
            int value = Rig.values(line.sound()).getFirst();
            line.say(OFFLINE.formatted("号码" + value));
            expected.add("c" + i + " caller final: 号码" + i);
            said.add(rig.events.next());
        }
        assertThat(said).isEqualTo(expected);
    }
}
