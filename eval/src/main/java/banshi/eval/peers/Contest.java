package banshi.eval.peers;

import banshi.assistant.Candidate;
import banshi.assistant.cases.Act;
import banshi.assistant.cases.CaseSet;
import banshi.assistant.cases.Response;
import banshi.assistant.cases.SingleResult;
import banshi.eval.metrics.Latency;
import banshi.eval.metrics.Measurement;
import banshi.eval.metrics.ResultSet;
import banshi.eval.subject.About;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Teaches all peers the same and asks them the same, in one run (对照评测).
 *
 * <p>Each is warmed up with taught questions, a word put in front. Then the questions are asked once each, by one caller, in turns of
 * some dozens: a busy minute of the machine hits all alike, and nobody is asked with the caches of another. Who fails is out; the
 * others go on.
 */
public final class Contest {
    private static final String IN_FRONT = "我家里人问起，"; // so that no warm-up question is known by heart

    private final Plan plan;
    private final Consumer<String> progress;

    /**
     * What is taught and asked (对照方案).
     *
     * @param release the id of our release, for the measurements
     * @param asked of these the single questions
     * @param warmUp the longest time, of each
     * @param warmUpQuestions the most questions, of each
     * @param turn how many questions one is asked before it is the next one's turn, from 1
     */
    public record Plan(
            String release, List<Taught> taught, CaseSet asked, Duration warmUp, int warmUpQuestions, int turn) {
        /** Checks the turn. */
        public Plan {
            taught = List.copyOf(taught);
            if (turn < 1) throw new IllegalArgumentException("turn is " + turn + "; allowed: from 1");
        }
    }

    /** @param progress told what is being done */
    public Contest(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Runs it; the peers are closed when it is over. In the order of the peers. */
    public List<Standing> run(List<Peer> peers) throws InterruptedException {
        var entries = peers.stream().map(p -> new Entry(p, plan)).toList();
        try {
            for (var entry : entries) {
                progress.accept(entry.peer.name() + " learns " + plan.taught().size() + " questions");
                entry.learn();
                entry.warmUp();
                if (entry.failure != null) progress.accept(entry.failure);
            }
            int all = plan.asked().singles().size();
            for (int from = 0; from < all; from += plan.turn()) {
                int to = Math.min(all, from + plan.turn());
                for (var entry : entries) entry.ask(from, to);
                progress.accept("asked " + to + " of " + all);
            }
            return entries.stream().map(Entry::standing).toList();
        } finally {
            for (var entry : entries) entry.peer.close();
        }
    }

    /** One peer and how far it has come. */
    private static final class Entry {
        private final Peer peer;
        private final Plan plan;
        private final List<SingleResult> results = new ArrayList<>();
        private final long[] nanos;
        private Duration learned = Duration.ZERO;
        private @Nullable String failure;

        Entry(Peer peer, Plan plan) {
            this.peer = peer;
            this.plan = plan;
            this.nanos = new long[plan.asked().singles().size()];
        }

        void learn() throws InterruptedException {
            long begin = System.nanoTime();
            try {
                peer.learn(plan.taught());
            } catch (IOException | RuntimeException e) {
                fail(e);
            }
            learned = Duration.ofNanos(System.nanoTime() - begin);
        }

        void warmUp() throws InterruptedException {
            int most = Math.min(plan.warmUpQuestions(), plan.taught().size());
            long end = System.nanoTime() + plan.warmUp().toNanos();
            try {
                for (int i = 0; i < most && failure == null && System.nanoTime() < end; i++) {
                    int evenly = (int) ((long) i * plan.taught().size() / most);
                    peer.ask(IN_FRONT + plan.taught().get(evenly).text());
                }
            } catch (IOException | RuntimeException e) {
                fail(e);
            }
        }

        void ask(int from, int to) throws InterruptedException {
            try {
                for (int i = from; i < to && failure == null; i++) {
                    var asked = plan.asked().singles().get(i);
                    long begin = System.nanoTime();
                    var guess = peer.ask(asked.text());
                    long took = System.nanoTime() - begin;
                    nanos[i] = guess.took() == null ? took : guess.took().toNanos();
                    results.add(new SingleResult(asked, response(guess), null));
                }
            } catch (IOException | RuntimeException e) {
                fail(e);
            }
        }

        private void fail(Exception e) {
            var what = e.getMessage() == null ? e.toString() : e.getMessage();
            failure = what.startsWith(peer.name()) || e instanceof PeerUnavailable ? what : peer.name() + ": " + what;
        }

        Standing standing() {
            if (failure != null) return new Standing.NotMeasured(peer.name(), peer.about(), failure);
            var measured = Measurement.of(
                    new About(plan.release(), null, null),
                    plan.asked().counts(),
                    new ResultSet(results, List.of(), List.of(), List.of(), List.of(), List.of()));
            var latency = Latency.of(Arrays.copyOf(nanos, results.size()));
            return new Standing.Measured(peer.name(), peer.about(), learned, measured, latency);
        }

        private static Response response(Guess guess) {
            var pair = guess.pair();
            var candidates =
                    pair == null ? List.<Candidate>of() : List.of(new Candidate(pair.matter(), pair.aspect(), 1));
            return new Response.Replied(Act.CLARIFY, null, null, 0, candidates, List.of(), "", null, List.of(), null);
        }
    }
}
