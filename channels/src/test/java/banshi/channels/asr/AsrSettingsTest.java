package banshi.channels.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AsrSettingsTest {
    private static final String HERE = "banshi.hotline.asr.";

    private static AsrSettings bound(Map<String, String> properties) {
        var named = new HashMap<String, String>();
        properties.forEach((name, value) -> named.put(HERE + name, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("banshi.hotline.asr", AsrSettings.class);
    }

    @Test
    void areOffWhereNothingIsSet() {
        var settings = bound(Map.of());

        assertThat(settings.engine()).isNull();
        assertThat(settings.audioSocket().port()).isZero();
    }

    @Test
    void needAnEngineAndItsAddress() {
        var settings = bound(Map.of("engine", "sherpa-onnx", "url", "ws://10.0.0.9:6006", "audio-socket.port", "9092"));

        assertThat(settings.engine()).isEqualTo(AsrSettings.Engine.SHERPA_ONNX);
        assertThat(settings.url()).isEqualTo(URI.create("ws://10.0.0.9:6006"));
        assertThat(settings.sampleRate()).isEqualTo(8000);
        assertThat(settings.hotwords()).isTrue();
        assertThat(settings.audioSocket()).isEqualTo(new AsrSettings.AudioSocket("127.0.0.1", 9092));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "url, ''",
        "url, http://elsewhere",
        "url, ws:nowhere",
        "sample-rate, 44100",
        "audio-socket.port, 70000",
        "audio-socket.host, ' '"
    })
    void refuseWhatCannotBe(String name, String value) {
        var properties = new HashMap<>(Map.of("engine", "funasr", "url", "ws://127.0.0.1:10095"));
        properties.put(name, value);

        assertThatThrownBy(() -> bound(properties)).rootCause().hasMessageContaining(HERE + name);
    }

    @Test
    void sayWhatIsMissing() {
        assertThatThrownBy(() -> bound(Map.of("engine", "vosk")))
                .rootCause()
                .hasMessageContaining(HERE + "url is not set");
        assertThatThrownBy(() -> bound(Map.of("url", "ws://127.0.0.1:2700")))
                .rootCause()
                .hasMessageContaining("not " + HERE + "engine");
        assertThatThrownBy(() -> bound(Map.of("audio-socket.port", "9092")))
                .rootCause()
                .hasMessageContaining("set " + HERE + "engine");
    }
}
