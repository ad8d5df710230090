package banshi.channels.asr;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.WebSocketHandler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;

/** Hears calls (语音识别接入): sound in, from telephone systems; words of it out, by the operator's recogniser. Thread-safe; blocks nobody but who starts and stops it. */
public final class Asr implements AutoCloseable {
    /** Where sound comes in over WebSockets. */
    public static final String PATH = "/api/hotline/v1/sound";

    private static final int THREADS = 2;

    private final Tally tally = new Tally();
    private final OpenCalls calls;
    private final MediaStreams streams;
    private final @Nullable AudioSocketServer audioSocket;

    /**
     * Starts.
     *
     * @param settings with a recogniser
     * @param hotwords words of the trade with weights from 1 to 100; asked anew for each speaker of each call, on a thread that nobody may block
     * @throws IllegalStateException if it cannot listen; says what to set
     */
    public Asr(
            AsrSettings settings,
            Supplier<Map<String, Integer>> hotwords,
            CallEvents events,
            Keys keys,
            InstantSource clock) {
        this(settings, hotwords, events, keys, clock, Patience.USUAL);
    }

    Asr(
            AsrSettings settings,
            Supplier<Map<String, Integer>> hotwords,
            CallEvents events,
            Keys keys,
            InstantSource clock,
            Patience patience) {
        Protocol.JSON.readValue(
                Protocol.JSON.writeValueAsString(Map.of()),
                JsonNode.class); // made under locks, which no event loop shall wait for
        URI url = Objects.requireNonNull(settings.url(), "banshi.hotline.asr.url");
        var recogniser = new Recogniser(
                url, protocol(settings, hotwords), settings.sampleRate() != Sound.RATE, HttpClient.newConnection());
        calls = new OpenCalls(recogniser, events, patience, clock, Schedulers.newParallel("asr", THREADS, true), tally);
        streams = new MediaStreams(calls, keys, patience, clock, tally);
        var at = settings.audioSocket();
        audioSocket = at.port() == 0 ? null : new AudioSocketServer(at, calls, clock, tally);
    }

    private static Protocol protocol(AsrSettings settings, Supplier<Map<String, Integer>> hotwords) {
        return switch (Objects.requireNonNull(settings.engine(), "banshi.hotline.asr.engine")) {
            case FUNASR -> new FunAsr(settings.sampleRate(), settings.hotwords() ? hotwords : Map::of);
            case VOSK -> new Vosk(settings.sampleRate());
            case SHERPA_ONNX -> new SherpaOnnx();
        };
    }

    /** Takes sound at {@link #PATH}. */
    public WebSocketHandler streams() {
        return streams;
    }

    /** How many speakers have no recogniser, because it was lost and is not back. */
    public int withoutRecogniser() {
        return tally.lostNow();
    }

    /** What happened since the start: {@code calls}, how often the recogniser was {@code lost}, packets of sound {@code dropped}, {@code rubbish}, keys {@code refused}; and those {@code open} now. */
    public Map<String, Long> counts() {
        var counts = new HashMap<>(tally.counts());
        counts.put("open", (long) calls.count());
        return counts;
    }

    @Override
    public void close() {
        calls.close(); // first: no call is over because we stop
        if (audioSocket != null) audioSocket.close();
    }
}
