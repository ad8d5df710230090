package banshi.channels.asr;

import banshi.assistant.hotline.Speaker;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * One speaker of one call (一路声音): his sound goes out to a recogniser on a connection of its own, and what is heard comes back. A connection that is lost is made again, after
 * pauses that grow; the last seconds of sound wait meanwhile. All of it happens on the call's own thread.
 */
final class Voice {
    /** More than that, and sound is missing that was never sent. */
    private static final long GAP_MS = 2_000;

    private final String callId;
    private final Speaker speaker;
    private final Recogniser recogniser;
    private final Patience patience;
    private final CallThread thread;
    private final Tally tally;
    private final Consumer<Transcript> heard;
    private final Consumer<String> fault;
    private final Utterances utterances;
    private final short[] packet;
    private final Deque<short[]> waiting = new ArrayDeque<>();
    private final int mostWaiting;

    /** Samples of the call up to the last that came in, and how many of them the packet holds. */
    private long position;

    private int filled;

    private @Nullable Connection connection;
    private Disposable pause = Disposables.disposed();
    private int failures;
    private boolean wasLost;
    private @Nullable Runnable finished;
    private Disposable deadline = Disposables.disposed();

    /**
     * @param ids for utterances
     * @param heard told what was said
     * @param fault told what went wrong
     */
    Voice(
            String callId,
            Speaker speaker,
            Recogniser recogniser,
            Patience patience,
            CallThread thread,
            Tally tally,
            Supplier<String> ids,
            Consumer<Transcript> heard,
            Consumer<String> fault) {
        this.callId = callId;
        this.speaker = speaker;
        this.recogniser = recogniser;
        this.patience = patience;
        this.thread = thread;
        this.tally = tally;
        this.heard = heard;
        this.fault = fault;
        utterances = new Utterances(speaker, ids);
        packet = new short[Sound.samples(recogniser.protocol().packetMs())];
        mostWaiting = Math.max(
                1,
                Math.toIntExact(
                        patience.kept().toMillis() / recogniser.protocol().packetMs()));
    }

    /**
     * Some sound.
     *
     * @param since the call began, when it came, in milliseconds; what was missed before it is not waited for
     */
    void sound(short[] samples, long since) {
        if (finished != null) return;
        // what a jittering network holds up for a moment is no gap
        long gap = since - Sound.millis(position + samples.length);
        if (position == 0 || gap > GAP_MS) position += Sound.samples(Math.max(0, gap));
        if (connection == null && pause.isDisposed()) connect();
        int taken = 0;
        while (taken < samples.length) {
            int fits = Math.min(packet.length - filled, samples.length - taken);
            System.arraycopy(samples, taken, packet, filled, fits);
            taken += fits;
            filled += fits;
            position += fits;
            if (filled == packet.length) send(packet.clone());
        }
    }

    private void send(short[] samples) {
        filled = 0;
        waiting.add(samples);
        flush();
        while (waiting.size() > mostWaiting) {
            waiting.remove();
            tally.dropped();
        }
    }

    private void flush() {
        var open = connection;
        if (open == null || open.line == null) return;
        while (!waiting.isEmpty() && open.line.takesMore()) open.play(waiting.remove());
        if (waiting.size() > mostWaiting) lost(open, "it takes no more sound");
    }

    private void connect() {
        var made = new Connection();
        connection = made;
        made.timer.update(thread.later(patience.answer(), () -> {
            if (made.line == null) lost(made, "it does not answer");
        }));
        made.subscription.update(recogniser.connect(made));
    }

    private void lost(Connection which, String why) {
        if (connection != which) return;
        connection = null;
        which.close();
        utterances.over().forEach(heard);
        if (finished != null) {
            finish();
            return;
        }
        failures++;
        if (!wasLost) {
            wasLost = true;
            tally.lost(recogniser.toString(), why);
            fault.accept("the recogniser of the " + speaker.word() + "'s voice at " + recogniser + " is lost: " + why
                    + "; it is tried again, the last " + patience.kept().toSeconds() + " s of sound wait for it");
        }
        pause = thread.later(patience.pauseAfter(failures), this::connect);
    }

    private void shownItself() {
        failures = 0;
        if (!wasLost) return;
        wasLost = false;
        tally.back(recogniser.toString());
    }

    /**
     * No more sound comes.
     *
     * @param then run when the recogniser has said its last words, or was waited for long enough
     */
    void end(Runnable then) {
        finished = then;
        pause.dispose();
        if (connection == null) {
            finish();
            return;
        }
        deadline = thread.later(patience.lastWords(), this::finish);
        if (filled > 0) send(Arrays.copyOf(packet, filled));
        if (connection != null) connection.leave();
    }

    private void finish() {
        deadline.dispose();
        close();
        utterances.over().forEach(heard);
        var then = finished;
        finished = null;
        if (then != null) then.run();
    }

    /** Everything is let go of, and nothing told any more. */
    void close() {
        pause.dispose();
        deadline.dispose();
        if (wasLost) {
            wasLost = false;
            tally.gone();
        }
        var open = connection;
        connection = null;
        if (open != null) open.close();
    }

    /** One connection, from the attempt on (一次连接). */
    private final class Connection implements Recogniser.Listener {
        private final Protocol.Ear ear = recogniser.protocol().ear();
        private final Sound.@Nullable Doubling doubling = recogniser.wantsDoubled() ? new Sound.Doubling() : null;
        private final Disposable.Swap subscription = Disposables.swap();
        private final Disposable.Swap timer = Disposables.swap();
        private Recogniser.@Nullable Line line;
        private long played;
        private boolean livesSinceAsked = true;

        @Override
        public void opened(Recogniser.Line opened) {
            run(() -> {
                line = opened;
                timer.update(thread.later(patience.answer(), this::ask));
                var hello = recogniser.protocol().hello(callId);
                if (hello != null) opened.say(hello);
                flush();
                if (finished != null) leave();
            });
        }

        @Override
        public void said(String message) {
            run(() -> {
                livesSinceAsked = true;
                shownItself();
                try {
                    // what has not been played lies behind what has
                    long behind = filled
                            + waiting.stream()
                                    .mapToLong(samples -> samples.length)
                                    .sum();
                    long now = Sound.millis(position - behind);
                    utterances
                            .heard(ear.heard(message), now - Sound.millis(played), now)
                            .forEach(heard);
                } catch (Protocol.Rubbish rubbish) {
                    tally.rubbish();
                    fault.accept("the recogniser at " + recogniser + " sent " + rubbish.getMessage());
                }
                if (ear.isDone() && finished != null) finish();
            });
        }

        @Override
        public void lives() {
            run(() -> {
                livesSinceAsked = true;
                shownItself();
            });
        }

        @Override
        public void closed(@Nullable Throwable why) {
            run(() -> lost(this, Recogniser.describe(why)));
        }

        /** A recogniser may have nothing to say for minutes; but one that is there answers when it is asked. */
        private void ask() {
            if (line == null || connection != this) return;
            if (!livesSinceAsked) {
                lost(this, "it does not answer");
                return;
            }
            livesSinceAsked = false;
            line.ask();
            timer.update(thread.later(patience.answer(), this::ask));
        }

        void play(short[] samples) {
            if (line == null) return;
            played += samples.length;
            line.play(recogniser.protocol().sound(doubling == null ? samples : doubling.doubled(samples)));
        }

        void leave() {
            if (line == null) return;
            while (!waiting.isEmpty())
                play(waiting.remove()); // seconds at most, and nothing comes that would push it on
            ear.saidGoodbye();
            line.say(recogniser.protocol().goodbye());
        }

        void close() {
            timer.dispose();
            subscription.dispose();
        }

        private void run(Runnable what) {
            thread.run(() -> {
                if (connection == this) what.run();
            });
        }
    }
}
