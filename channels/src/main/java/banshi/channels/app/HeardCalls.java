package banshi.channels.app;

import banshi.channels.asr.CallEvents;
import banshi.channels.asr.CallStart;
import banshi.channels.asr.Transcript;
import banshi.channels.hotline.CallEvent;
import banshi.channels.hotline.Calls;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Gives what is heard by sound to the calls (声音入通话), each call's one after the other, numbered from behind what was kept of it. What cannot be kept just now is tried again; of a call
 * with more than {@value #MOST_WAITING} that wait, what comes besides is lost and said to be. Thread-safe; blocks nobody.
 */
final class HeardCalls implements CallEvents {
    private static final Logger LOG = LoggerFactory.getLogger(HeardCalls.class);
    private static final int MOST_WAITING = 5_000;
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Calls calls;
    private final Map<String, Sinks.Many<IntFunction<CallEvent>>> lines = new ConcurrentHashMap<>();

    HeardCalls(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void started(CallStart start) {
        tell(
                start.callId(),
                _ -> new CallEvent.Started(
                        start.callId(), start.at(), start.phoneMasked(), null, start.agentId(), start.district()));
    }

    @Override
    public void heard(String callId, Transcript heard) {
        tell(
                callId,
                seq -> new CallEvent.Transcript(
                        callId,
                        seq,
                        heard.utteranceId(),
                        heard.speaker(),
                        heard.text(),
                        heard.isFinal(),
                        (int) Math.min(Integer.MAX_VALUE, heard.startMs()),
                        (int) Math.min(Integer.MAX_VALUE, heard.endMs()),
                        heard.confidence()));
    }

    @Override
    public void ended(String callId, String reason) {
        tell(callId, _ -> new CallEvent.Ended(callId, reason));
        var line = lines.remove(callId);
        if (line != null) line.tryEmitComplete();
    }

    @Override
    public void fault(String callId, String detail) {
        LOG.warn("hearing call {}: {}", callId, detail);
        tell(callId, _ -> new CallEvent.Wrong(callId, 0, detail));
    }

    private void tell(String callId, IntFunction<CallEvent> event) {
        var line = lines.computeIfAbsent(callId, this::opened);
        synchronized (line) { // the sound of the two speakers comes on two threads
            if (line.tryEmitNext(event) == Sinks.EmitResult.FAIL_OVERFLOW)
                LOG.error("hearing call {}: too much waits to be kept; is the database of records away?", callId);
        }
    }

    private Sinks.Many<IntFunction<CallEvent>> opened(String callId) {
        var line = Sinks.many()
                .unicast()
                .<IntFunction<CallEvent>>onBackpressureBuffer(new LinkedBlockingQueue<>(MOST_WAITING));
        kept(calls.resume(callId))
                .flatMapMany(before -> {
                    var last = new int[] {before.lastSeq()};
                    return line.asFlux().concatMap(event -> {
                        var now = event.apply(last[0] + 1);
                        if (now instanceof CallEvent.Transcript) last[0]++;
                        return kept(calls.take(callId, java.util.List.of(now)));
                    });
                })
                .subscribe(_ -> {}, failure -> LOG.error("hearing call {} failed: {}", callId, failure.toString()));
        return line;
    }

    private static Mono<Calls.Taken> kept(Mono<Calls.Taken> taking) {
        return taking.retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_WAIT).maxBackoff(LONGEST_WAIT));
    }
}
