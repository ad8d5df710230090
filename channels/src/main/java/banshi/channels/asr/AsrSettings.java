package banshi.channels.asr;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which recogniser hears the sound of calls (语音识别设置), under {@code banshi.hotline.asr}: none unless the operator names one.
 *
 * @param engine null where no sound is taken
 * @param url its WebSocket
 * @param sampleRate that it wants: {@code 8000}, or {@code 16000}, which the sound of telephones is stretched to
 * @param hotwords whether FunASR is told the words of the trade
 * @param audioSocket for Asterisk
 */
public record AsrSettings(
        @Nullable Engine engine,
        @Nullable URI url,
        @DefaultValue("8000") int sampleRate,
        @DefaultValue("true") boolean hotwords,
        @DefaultValue AudioSocket audioSocket) {
    private static final String HERE = "banshi.hotline.asr";

    /** Those that can be spoken to (识别引擎). */
    public enum Engine {
        FUNASR,
        VOSK,
        SHERPA_ONNX
    }

    /**
     * Where Asterisk brings the sound of calls (AudioSocket 监听). It shows no key: whoever reaches the port is believed.
     *
     * @param port 0 where nobody listens
     */
    public record AudioSocket(
            @DefaultValue("127.0.0.1") String host,
            @DefaultValue("0") int port) {
        private static final int LAST_PORT = 65_535;

        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if {@code port} is no port, or {@code host} is blank
         */
        public AudioSocket {
            if (host.isBlank())
                throw new IllegalArgumentException(
                        HERE + ".audio-socket.host is blank; allowed: an address of this machine");
            if (port < 0 || port > LAST_PORT)
                throw new IllegalArgumentException(
                        HERE + ".audio-socket.port is " + port + "; allowed: 1 to " + LAST_PORT + ", or 0 for none");
        }
    }

    /**
     * Checks that all is there.
     *
     * @throws IllegalArgumentException if something is missing or cannot be; says what to set
     */
    public AsrSettings {
        if (engine == null && url != null)
            throw new IllegalArgumentException(HERE + ".url is set, but not " + HERE
                    + ".engine; allowed: funasr, vosk or sherpa-onnx, or neither of the two");
        if (engine == null && audioSocket.port() != 0)
            throw new IllegalArgumentException(HERE + ".audio-socket.port is set, but no recogniser: set " + HERE
                    + ".engine (funasr, vosk or sherpa-onnx) and " + HERE + ".url");
        if (engine != null
                && (url == null
                        || url.getHost() == null
                        || !List.of("ws", "wss").contains(url.getScheme())))
            throw new IllegalArgumentException(HERE + ".url is " + (url == null ? "not set" : "'" + url + "'")
                    + "; allowed: the ws:// or wss:// address of the recogniser, as ws://127.0.0.1:10095");
        if (sampleRate != Sound.RATE && sampleRate != 2 * Sound.RATE)
            throw new IllegalArgumentException(HERE + ".sample-rate is " + sampleRate
                    + "; allowed: 8000 or 16000, as the recogniser's model wants");
    }
}
