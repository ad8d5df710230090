package banshi.channels.asr;

import banshi.assistant.hotline.Speaker;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/** Calls that are heard by a recogniser at an address, and what is told of them. */
final class Rig implements AutoCloseable {
    /** Long enough for a busy machine; what a test waits for itself is set shorter. */
    private static final Duration AGES = Duration.ofMinutes(5);

    static final Patience PATIENT = new Patience(
            AGES, Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofSeconds(1), AGES, AGES, AGES, AGES);

    final HeardEvents events = new HeardEvents();
    final Tally tally = new Tally();
    final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T01:30:00Z"));
    final InstantSource clock = time::get;
    final OpenCalls calls;

    Rig(URI engine, Protocol protocol) {
        this(engine, protocol, PATIENT);
    }

    Rig(URI engine, Protocol protocol, Patience patience) {
        this(engine, protocol, false, patience);
    }

    Rig(URI engine, Protocol protocol, boolean doubled, Patience patience) {
        calls = new OpenCalls(
                new Recogniser(engine, protocol, doubled, HttpClient.newConnection()),
                events,
                patience,
                clock,
                Schedulers.newParallel("asr-test", 2, true),
                tally);
    }

    static Protocol funAsr() {
        return new FunAsr(Sound.RATE, Map::of);
    }

    OpenCalls.Source open(String callId) {
        return calls.open(new CallStart(callId, clock.instant(), null, null, null));
    }

    /** So much of a sound that can be told from others. */
    static short[] sound(int value, int millis) {
        var samples = new short[Sound.samples(millis)];
        java.util.Arrays.fill(samples, (short) value);
        return samples;
    }

    static void speak(OpenCalls.Source source, Speaker speaker, int value, int millis) {
        source.sound(speaker, sound(value, millis));
    }

    /** The values of a sound of 16 bits, each once, in their order. */
    static java.util.List<Integer> values(byte[] sound) {
        var values = new java.util.ArrayList<Integer>();
        for (short sample : Sound.fromLittleEndian(sound))
            if (values.isEmpty() || values.getLast() != sample) values.add((int) sample);
        return values;
    }

    @Override
    public void close() {
        calls.close();
    }
}
