package banshi.channels.asr;

import banshi.assistant.hotline.Speaker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * The calls whose sound comes in (进行中的通话). Each has a thread that it keeps, so that what is told of it keeps its order. The sound of a call may come over several
 * connections, one for each speaker, or one after another where they break. Thread-safe; blocks nobody.
 */
final class OpenCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenCalls.class);
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(2);
    private static final int RADIX = 36;
    private static final String LOST = "lost";

    private final Recogniser recogniser;
    private final CallEvents events;
    private final Patience patience;
    private final InstantSource clock;
    private final Scheduler threads;
    private final Tally tally;
    private final ConcurrentMap<String, Call> calls = new ConcurrentHashMap<>();
    private final AtomicLong lastStart = new AtomicLong();
    private final AtomicInteger sources = new AtomicInteger();
    private volatile boolean stopped;

    /** @param threads closed with this */
    OpenCalls(
            Recogniser recogniser,
            CallEvents events,
            Patience patience,
            InstantSource clock,
            Scheduler threads,
            Tally tally) {
        this.recogniser = recogniser;
        this.events = events;
        this.patience = patience;
        this.clock = clock;
        this.threads = threads;
        this.tally = tally;
    }

    /** How many there are. */
    int count() {
        return calls.size();
    }

    /** Sound of a call is about to come over a connection. */
    Source open(CallStart start) {
        var source = new Source(calls.computeIfAbsent(start.callId(), _ -> new Call(start)), sources.incrementAndGet());
        source.call.run(() -> source.call.joined(source));
        return source;
    }

    @Override
    public void close() {
        stopped = true;
        calls.values().forEach(call -> call.thread.run(call::dropped));
        threads.disposeGracefully().onErrorComplete().block(CLOSES_WITHIN);
    }

    /** A connection over which sound of a call comes (声音来源). Thread-safe; whatever is told after its end is not heard. */
    static final class Source {
        private final Call call;
        private final int number;
        private boolean over; // the call's thread only

        private Source(Call call, int number) {
            this.call = call;
            this.number = number;
        }

        /** Some milliseconds of a speaker. */
        void sound(Speaker speaker, short[] samples) {
            call.run(() -> {
                if (!over) call.sound(this, speaker, samples);
            });
        }

        /** Something came that could not be understood. */
        void rubbish(String what) {
            call.run(() -> call.rubbish(what));
        }

        /** The telephone system says that this was all. */
        void end() {
            call.run(() -> call.left(this, true));
        }

        /** The connection broke. */
        void broken() {
            call.run(() -> call.left(this, false));
        }
    }

    /** One of them, on its thread (一通电话). */
    private final class Call {
        private final CallStart start;
        private final CallThread thread = new CallThread(threads.createWorker());
        private final Map<Speaker, Voice> voices = new EnumMap<>(Speaker.class);

        /** Who of each speaker's sources came last: an older one may not know yet that it is broken. */
        private final Map<Speaker, Integer> newest = new EnumMap<>(Speaker.class);

        /** Later than that of any call before, also of those before a restart. */
        private final String stamp =
                Long.toString(lastStart.updateAndGet(last -> Math.max(last + 1, clock.millis())), RADIX);

        private int open;
        private int utterances;
        private boolean began;
        private boolean ending;
        private Instant lastSound = Instant.EPOCH;
        private Disposable missing = Disposables.disposed();
        private Disposable silence = Disposables.disposed();

        Call(CallStart start) {
            this.start = start;
        }

        void run(Runnable what) {
            if (!stopped) thread.run(what);
        }

        void joined(Source source) {
            if (ending) {
                source.over = true;
                fault("sound of a call that has ended");
                return;
            }
            open++;
            missing.dispose();
            if (began) return;
            began = true;
            tally.call();
            lastSound = clock.instant();
            tell(() -> events.started(start));
            silence = thread.later(patience.silence(), this::listen);
        }

        /** A connection whose other end has vanished without a word says nothing for ever. */
        private void listen() {
            var left = Duration.between(clock.instant(), lastSound.plus(patience.silence()));
            if (left.isPositive()) silence = thread.later(left, this::listen);
            else end(LOST);
        }

        void sound(Source source, Speaker speaker, short[] samples) {
            if (ending) return;
            lastSound = clock.instant();
            if (newest.merge(speaker, source.number, Math::max) > source.number) return;
            voices.computeIfAbsent(speaker, this::voice).sound(samples, since());
        }

        private long since() {
            return Math.max(0, clock.millis() - start.at().toEpochMilli());
        }

        private Voice voice(Speaker speaker) {
            return new Voice(
                    start.callId(),
                    speaker,
                    recogniser,
                    patience,
                    thread,
                    tally,
                    () -> speaker.word().charAt(0) + "-" + stamp + "-" + ++utterances,
                    transcript -> tell(() -> events.heard(start.callId(), transcript)),
                    this::fault);
        }

        void rubbish(String what) {
            tally.rubbish();
            fault(what);
        }

        private void fault(String detail) {
            tell(() -> events.fault(start.callId(), detail));
        }

        /** @param inOrder whether it was said that this was all */
        void left(Source source, boolean inOrder) {
            if (source.over) return;
            source.over = true;
            open--;
            if (!inOrder)
                fault("the sound broke off; the call is lost unless it comes again within "
                        + patience.back().toSeconds() + " s");
            if (open > 0) return;
            if (inOrder) end("hangup");
            else missing = thread.later(patience.back(), () -> end(LOST));
        }

        private void end(String reason) {
            if (ending) return;
            ending = true;
            missing.dispose();
            silence.dispose();
            var left = new AtomicInteger(voices.size());
            Runnable one = () -> {
                if (left.decrementAndGet() <= 0) ended(reason);
            };
            if (voices.isEmpty()) ended(reason);
            else voices.values().forEach(voice -> voice.end(one));
        }

        private void ended(String reason) {
            calls.remove(start.callId(), this);
            tell(() -> events.ended(start.callId(), reason));
        }

        /** The server stops: the call goes on without us. */
        void dropped() {
            missing.dispose();
            silence.dispose();
            voices.values().forEach(Voice::close);
        }

        /** Who is told must not keep the others from being heard. */
        private void tell(Runnable what) {
            try {
                what.run();
            } catch (RuntimeException e) {
                LOG.error(
                        "call {}: an event was not taken: {}",
                        start.callId(),
                        e.getClass().getName());
            }
        }
    }
}
