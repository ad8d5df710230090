package banshi.channels.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.channels.asr.Words.Span;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
    private final Protocol funAsr = new FunAsr(8000, Map::of);
    private final Protocol vosk = new Vosk(8000);
    private final Protocol sherpa = new SherpaOnnx();

    private static Words words(int sentence, String text, boolean isFinal) {
        return new Words(sentence, text, isFinal, null, null);
    }

    @Test
    void greetsFunAsrWithHotwordsInAString() {
        var hello = Protocol.object(new FunAsr(8000, () -> Map.of("异地就医", 20)).hello("c1"));

        assertThat(hello).isEqualTo(Protocol.object("""
                        {"mode":"2pass","wav_name":"c1","wav_format":"pcm","audio_fs":8000,"is_speaking":true,
                         "chunk_size":[5,10,5],"chunk_interval":10,"itn":true,"hotwords":"{\\"异地就医\\":20}"}"""));
        assertThat(funAsr.hello("c1")).doesNotContain("hotwords");
        assertThat(funAsr.goodbye()).isEqualTo("{\"is_speaking\":false}");
    }

    @Test
    void tellsFunAsrTheWeightiestThousandAndNoLongWords() {
        var words = new HashMap<String, Integer>();
        for (int i = 0; i < 1_200; i++) words.put("词" + i, 10);
        words.put("身份证", 20);
        words.put("这个词比十个字还要长一点", 90);

        var told = Protocol.object(Protocol.object(new FunAsr(8000, () -> words).hello("c1"))
                .path("hotwords")
                .asString());

        assertThat(told.size()).isEqualTo(1_000);
        assertThat(told.path("身份证").asInt()).isEqualTo(20);
        assertThat(told.has("这个词比十个字还要长一点")).isFalse();
    }

    @Test
    void appendsTheFirstPassOfFunAsrAndReplacesItByTheSecond() {
        var ear = funAsr.ear();

        assertThat(ear.heard("{\"mode\":\"2pass-online\",\"text\":\"我身份\",\"is_final\":false}"))
                .containsExactly(words(0, "我身份", false));
        assertThat(ear.heard("{\"mode\":\"2pass-online\",\"text\":\"正丢了\",\"is_final\":false}"))
                .containsExactly(words(0, "我身份正丢了", false));
        assertThat(
                        ear.heard(
                                "{\"mode\":\"2pass-offline\",\"text\":\"我身份证丢了。\",\"timestamp\":\"[[380,620],[620,1860]]\",\"is_final\":false}"))
                .containsExactly(new Words(0, "我身份证丢了。", true, new Span(380, 1860), null));
        assertThat(ear.heard("{\"mode\":\"2pass-online\",\"text\":\"怎么\",\"is_final\":false}"))
                .containsExactly(words(1, "怎么", false));
        assertThat(ear.isDone()).isFalse();
    }

    @ParameterizedTest(name = "is_final is {0} while there is sound")
    @ValueSource(booleans = {false, true})
    void knowsTheLastWordOfFunAsrWhicheverWayItTellsIt(boolean usual) {
        var ear = funAsr.ear();
        ear.heard("{\"mode\":\"2pass-online\",\"text\":\"我\",\"is_final\":%s}".formatted(usual));
        ear.saidGoodbye();

        ear.heard("{\"mode\":\"2pass-offline\",\"text\":\"我。\",\"is_final\":%s}".formatted(usual));
        assertThat(ear.isDone()).as("of a sentence before").isFalse();

        assertThat(ear.heard("{\"text\":\"\",\"is_final\":%s}".formatted(!usual)))
                .isEmpty();
        assertThat(ear.isDone()).isTrue();
    }

    @Test
    void countsTheSentencesOfVosk() {
        var ear = vosk.ear();

        assertThat(vosk.hello("c1")).isEqualTo("{\"config\":{\"sample_rate\":8000}}");
        assertThat(vosk.goodbye()).isEqualTo("{\"eof\" : 1}");
        assertThat(ear.heard("{\"partial\" : \"\"}")).containsExactly(words(0, "", false));
        assertThat(ear.heard("{\"partial\" : \"身份 证\"}")).containsExactly(words(0, "身份 证", false));
        assertThat(ear.heard("""
                                {"result" : [{"conf" : 0.5, "start" : 0.39, "end" : 0.81, "word" : "身份"},
                                             {"conf" : 1.0, "start" : 0.81, "end" : 1.2, "word" : "证"}], "text" : "身份 证"}""")).containsExactly(new Words(0, "身份 证", true, new Span(390, 1200), 0.75));
        assertThat(ear.heard("{\"text\" : \"\"}")).containsExactly(words(1, "", true));
        assertThat(ear.heard("{\"alternatives\" : [{\"confidence\" : 212.4, \"text\" : \"丢 了\"}]}"))
                .containsExactly(words(2, "丢 了", true));
    }

    @Test
    void closesASegmentOfSherpaWhereTheNextBegins() {
        var ear = sherpa.ear();

        assertThat(sherpa.hello("c1")).isNull();
        assertThat(ear.heard("{\"text\":\"身份\",\"segment\":0}")).containsExactly(words(0, "身份", false));
        assertThat(ear.heard("{\"text\":\"身份证\",\"segment\":0}")).containsExactly(words(0, "身份证", false));
        assertThat(ear.heard("{\"text\":\"\",\"segment\":1}"))
                .containsExactly(words(0, "身份证", true), words(1, "", false));
        assertThat(ear.heard("{\"text\":\"丢了\",\"segment\":1}")).containsExactly(words(1, "丢了", false));
        assertThat(ear.heard("Done!")).containsExactly(words(1, "丢了", true));
        assertThat(ear.isDone()).isTrue();
    }

    @Test
    void believesSherpaWhereItSaysThatASegmentIsFinal() {
        var ear = sherpa.ear();
        ear.heard("{\"text\":\"身份\",\"segment\":0,\"is_final\":false}");

        assertThat(
                        ear.heard(
                                "{\"text\":\"身份证\",\"segment\":0,\"is_final\":true,\"start_time\":2.5,\"timestamps\":[0.1,0.5,0.9]}"))
                .containsExactly(new Words(0, "身份证", true, new Span(2600, 3400), null));
        assertThat(ear.heard("{\"text\":\"\",\"segment\":1,\"is_final\":false}"))
                .containsExactly(words(1, "", false));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"", "ERROR 身份证", "[]", "\"身份证\"", "{}", "{\"text\":3}", "{\"mode\":\"offline\",\"text\":\"身份证\"}"
            })
    void repeatsNothingOfRubbish(String message) {
        for (var protocol : new Protocol[] {vosk, sherpa})
            assertThatThrownBy(
                            () -> protocol.ear().heard(message.replace("\"mode\":\"offline\",\"text\"", "\"words\"")))
                    .isInstanceOf(Protocol.Rubbish.class)
                    .hasMessageNotContaining("身份证");
        if (!message.equals("{}") && !message.equals("{\"text\":3}"))
            assertThatThrownBy(() -> funAsr.ear().heard(message))
                    .isInstanceOf(Protocol.Rubbish.class)
                    .hasMessageNotContaining("身份证");
    }
}
