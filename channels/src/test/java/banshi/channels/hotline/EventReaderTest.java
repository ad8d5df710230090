package banshi.channels.hotline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.assistant.hotline.Speaker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final String SAID = """
            {"v":1,"type":"transcript","callId":"c1","seq":17,"utteranceId":"u7","speaker":"caller","text":"我身份证丢了",
             "final":false,"startMs":12340,"endMs":15880,"confidence":0.93}""";

    private static List<EventReader.Place> read(String json) {
        return EventReader.places(EventReader.json(json), null);
    }

    private static CallEvent one(String json) {
        return read(json).getFirst().event();
    }

    @Test
    void readsWhatTheContractShows() {
        assertThat(one("""
                {"v":1,"type":"call.started","callId":"c1","ts":"2026-03-02T09:30:00+08:00",
                 "caller":{"phoneMasked":"138****5678","phone":"+8613800005678"},"agentId":"1024","district":"330113"}"""))
                .isEqualTo(new CallEvent.Started(
                        "c1",
                        Instant.parse("2026-03-02T01:30:00Z"),
                        "138****5678",
                        "+8613800005678",
                        "1024",
                        "330113"));
        assertThat(one(SAID))
                .isEqualTo(
                        new CallEvent.Transcript("c1", 17, "u7", Speaker.CALLER, "我身份证丢了", false, 12340, 15880, 0.93));
        assertThat(one("""
                {"v":1,"type":"call.ended","callId":"c1","reason":"hangup"}""")).isEqualTo(new CallEvent.Ended("c1", "hangup"));
    }

    @ParameterizedTest(name = "{1} → {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "seq must be|\"seq\":0",
                "seq must be|\"seq\":1.5",
                "seq must be|\"seq\":99999999999",
                "seq is missing|\"seq\":null",
                "utteranceId must have|\"utteranceId\":\"u 7\"",
                "utteranceId is missing|\"utteranceId\":null",
                "speaker must be|\"speaker\":\"ivr\"",
                "text must be|\"text\":7",
                "final must be|\"final\":\"no\"",
                "confidence must be|\"confidence\":2",
                "v must be|\"v\":2",
                "type must be|\"type\":\"dtmf\""
            })
    void namesWhatIsWrong(String detail, String field) {
        var name = field.substring(0, field.indexOf(':') + 1);
        var wrong = SAID.replaceFirst(name + "(\"[^\"]*\"|[^,}\\s]*)", field);
        assertThat(one(wrong)).isInstanceOfSatisfying(CallEvent.Wrong.class, fault -> {
            assertThat(fault.detail()).contains(detail).doesNotContain("身份证", "ivr", "u 7");
            assertThat(fault.callId()).isEqualTo("c1");
        });
    }

    @Test
    void aTextOfOneLetterTooMuchIsWrong() {
        assertThat(one(SAID.replace("我身份证丢了", "啊".repeat(2_000)))).isInstanceOf(CallEvent.Transcript.class);
        assertThat(one(SAID.replace("我身份证丢了", "啊".repeat(2_001)))).isInstanceOf(CallEvent.Wrong.class);
    }

    @Test
    void whatIsWrongKeepsNoneOfTheOthersOut() {
        var places = read("[" + SAID + ",7,{\"type\":\"transcript\",\"callId\":\"c1\",\"seq\":18},{}," + SAID + "]");
        assertThat(places).hasSize(5);
        assertThat(places.get(0).event()).isInstanceOf(CallEvent.Transcript.class);
        assertThat(places.get(1).event()).isNull();
        assertThat(places.get(2).event())
                .isInstanceOfSatisfying(
                        CallEvent.Wrong.class, w -> assertThat(w.seq()).isEqualTo(18));
        assertThat(places.get(3).detail()).contains("callId is missing");
        assertThat(places.get(4).event()).isInstanceOf(CallEvent.Transcript.class);
    }

    @Test
    void theAddressTellsTheCall() {
        var json = EventReader.json(SAID);
        assertThat(EventReader.places(json, "c1").getFirst().event()).isInstanceOf(CallEvent.Transcript.class);
        assertThat(EventReader.places(json, "c2").getFirst().event()).isInstanceOf(CallEvent.Wrong.class);
    }

    @Test
    void eventsDoNotTellWordsWhereTheyAreLogged() {
        assertThat(one(SAID).toString()).doesNotContain("身份证");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "\"a\"", "{", "{\"a\":1,\"a\":2}", "{} {}", "null", "\0"})
    void whatIsNoJsonIsUnreadable(String body) {
        assertThatThrownBy(() -> EventReader.json(body)).isInstanceOf(EventReader.Unreadable.class);
    }

    @Test
    void tooManyAreUnreadable() {
        var many = "[" + "{},".repeat(1_000) + "{}]";
        assertThatThrownBy(() -> read(many)).isInstanceOf(EventReader.Unreadable.class);
    }

    /** Whatever comes, it is read, or said to be unreadable. */
    @Test
    void standsRubbish() {
        long seed = Long.getLong("test.seed", new Random().nextLong());
        var random = new Random(seed);
        var bodies = new ArrayList<byte[]>();
        bodies.add(("[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        bodies.add(("{\"a\":".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        bodies.add(SAID.replace("17", "1".repeat(5_000)).getBytes(StandardCharsets.UTF_8));
        bodies.add(SAID.replace("u7", "u".repeat(500_000)).getBytes(StandardCharsets.UTF_8));
        bodies.add(SAID.replace("我", "\\uD83D").getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 5_000; i++) {
            var bytes = random.nextInt(4) == 0 ? new byte[random.nextInt(300)] : SAID.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && bytes[0] == 0) random.nextBytes(bytes);
            for (int n = random.nextInt(6); n > 0 && bytes.length > 0; n--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            bodies.add(bytes);
        }
        for (var body : bodies) {
            try {
                for (var place : EventReader.places(EventReader.json(body), null))
                    assertThat(place.event() != null || !place.detail().isEmpty())
                            .as("seed %d", seed)
                            .isTrue();
            } catch (EventReader.Unreadable e) {
                assertThat(e.getMessage()).as("seed %d", seed).doesNotContain("身份证");
            }
        }
    }
}
