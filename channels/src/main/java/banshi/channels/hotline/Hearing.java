package banshi.channels.hotline;

import banshi.assistant.hotline.CallAssistant;
import banshi.assistant.hotline.CallState;
import banshi.assistant.hotline.Said;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the assistant has heard of a call (听取进度). One hearing is under way at a time; words that come meanwhile wait, of each utterance the newest. The state before each of the last
 * {@value #REMEMBERED} utterances is remembered, so that one that is said again in other words is heard again from there, with those after it: an utterance costs at most so many
 * hearings, however long the call is. One that lies further back is not heard again. For the mailbox of its call.
 */
final class Hearing {
    static final int REMEMBERED = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final CallAssistant assistant;
    private final Executor pool;
    private final Mailbox mailbox;
    private final Supplier<LocalDate> today;
    private final CallMeters meters;
    private final Outcome outcome;

    private final ArrayDeque<Heard> latest = new ArrayDeque<>();
    private final Set<String> everHeard = new HashSet<>();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private CallState state = CallState.NEW;
    private boolean underWay;
    private @Nullable String region;

    /** @param outcome told, in the mailbox, what holds after a hearing that no newer words of the same utterance have overtaken */
    Hearing(
            CallAssistant assistant,
            Executor pool,
            Mailbox mailbox,
            Supplier<LocalDate> today,
            CallMeters meters,
            Outcome outcome) {
        this.assistant = assistant;
        this.pool = pool;
        this.mailbox = mailbox;
        this.today = today;
        this.meters = meters;
        this.outcome = outcome;
    }

    /** Who wants to know what came of it. */
    interface Outcome {
        void heard(CallState state, long sinceNanos);
    }

    private record Heard(Said said, CallState before) {}

    private record Waiting(Said said, long sinceNanos) {}

    /** After the last utterance that was heard. */
    CallState state() {
        return state;
    }

    boolean isUnderWay() {
        return underWay;
    }

    void region(@Nullable String region) {
        this.region = region;
    }

    /** Hears it as soon as may be. */
    void hear(Said said, long sinceNanos) {
        waiting.remove(said.utterance()); // newer words are behind what came before them
        waiting.put(said.utterance(), new Waiting(said, sinceNanos));
        next();
    }

    /** Hears what was said before, all of it before anything is told of it. */
    void hearAll(List<Said> saids) {
        for (var said : saids) waiting.put(said.utterance(), new Waiting(said, System.nanoTime()));
        next();
    }

    /** @param before of the first of {@code saids} */
    private record Plan(
            CallState before, List<Said> saids, @Nullable String region, String newest, long sinceNanos) {}

    private void next() {
        if (underWay || waiting.isEmpty()) return;
        var plan = plan();
        if (plan == null) return;
        underWay = true;
        pool.execute(() -> {
            var heard = run(plan);
            mailbox.add(() -> finish(plan, heard));
        });
    }

    private @Nullable Plan plan() {
        var saids = new ArrayList<Said>();
        CallState before = state;
        for (var one : List.copyOf(latest)) {
            var again = waiting.get(one.said().utterance());
            if (saids.isEmpty() && again == null) continue;
            if (saids.isEmpty()) before = one.before();
            latest.remove(one);
            saids.add(again == null ? one.said() : again.said());
        }
        String newest = "";
        long since = 0;
        for (var one : waiting.values()) {
            var said = one.said();
            boolean again = saids.stream().anyMatch(s -> s.utterance().equals(said.utterance()));
            if (!again && !everHeard.add(said.utterance())) continue; // too long ago
            if (!again) saids.add(said);
            newest = said.utterance();
            since = one.sinceNanos();
        }
        waiting.clear();
        return saids.isEmpty() ? null : new Plan(before, saids, region, newest, since);
    }

    private record Run(List<Heard> heard, CallState after) {}

    private Run run(Plan plan) {
        var heard = new ArrayList<Heard>();
        var now = plan.before();
        for (var said : plan.saids()) {
            heard.add(new Heard(said, now));
            if (said.text().isBlank()) continue;
            try {
                now = assistant.hear(now, said, plan.region(), today.get());
            } catch (RuntimeException | Error e) { // the call goes on without it
                meters.hearingFailed();
                LOG.error("hearing an utterance failed: {}", e.getClass().getName());
            }
        }
        return new Run(heard, now);
    }

    private void finish(Plan plan, Run run) {
        underWay = false;
        state = run.after();
        latest.addAll(run.heard());
        while (latest.size() > REMEMBERED) latest.removeFirst();
        if (!waiting.containsKey(plan.newest())) outcome.heard(state, plan.sinceNanos());
        next();
    }
}
