package banshi.channels.hotline;

import banshi.assistant.hotline.CallAssistant;
import banshi.assistant.release.Directory;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Records;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All calls that are going on (通话登记), for whoever brings events of them. Thread-safe; nothing here blocks whoever asks. */
public final class Calls implements AutoCloseable {
    private static final int TICK_MILLIS = 1_000;

    private final LiveCall.Parts parts;
    private final CallJournal journal;
    private final CallMeters meters;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 1).factory());
    private final Map<String, LiveCall> live = new ConcurrentHashMap<>();
    private final Disposable ticking;

    /**
     * Those of an installation.
     *
     * @param listening the pool on which calls are heard: as many at a time as there is work for the processors
     * @param drafting that on which work orders are drafted
     * @param timer also tells what time it is
     * @param clock tells which day it is, in the city's time zone
     */
    Calls(
            Records records,
            CallAssistant assistant,
            Directory directory,
            DeskListener desks,
            Agents agents,
            Pseudonyms pseudonyms,
            Secret secret,
            Executor listening,
            Executor drafting,
            Scheduler timer,
            Clock clock,
            JsonMapper json,
            MeterRegistry registry) {
        journal = new CallJournal(records, registry);
        meters = new CallMeters(registry);
        parts = new LiveCall.Parts(
                assistant,
                journal,
                desks,
                listening,
                drafting,
                timer,
                clock,
                meters,
                new Callers(pseudonyms, secret),
                agents,
                directory,
                json);
        Gauge.builder("banshi.calls.open", live, Map::size)
                .description("Calls that are held in memory")
                .register(registry);
        ticking = timer.schedulePeriodically(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * What became of events.
     *
     * @param lastSeq the highest up to which nothing is missing
     * @param faults what is wrong with some of them
     */
    public record Taken(int lastSeq, List<Fault> faults) {}

    /**
     * Something wrong.
     *
     * @param index of the event among those that came together
     */
    public record Fault(int index, String detail) {}

    /**
     * Takes events of one call, in order.
     *
     * @return completes when all of them are kept, or are known to be wrong; fails with {@link RejectedExecutionException} where too much waits to be kept, or the database is
     *     away: none of them is taken, they may be sent again
     */
    public Mono<Taken> take(String callId, List<CallEvent> events) {
        long since = System.nanoTime();
        if (journal.isFull()) return Mono.error(new RejectedExecutionException("too many events wait to be kept"));
        var answer = new CompletableFuture<Taken>();
        inTurn(
                callId,
                call -> {
                    if (!isRead(call, answer)) return;
                    var taken = call.take(events, since);
                    var result = new Taken(
                            taken.lastSeq(),
                            taken.faults().stream()
                                    .map(fault -> new Fault(fault.index(), fault.detail()))
                                    .toList());
                    var _ = call.kept().whenComplete((_, failure) -> {
                        if (failure == null) answer.complete(result);
                        else {
                            drop(call);
                            answer.completeExceptionally(failure);
                        }
                    });
                },
                answer);
        return Mono.fromFuture(answer, true);
    }

    /** Whether it is known what was kept of it before; where the database is away it may be asked again. */
    private static boolean isRead(LiveCall call, CompletableFuture<?> answer) {
        try {
            call.load();
            return true;
        } catch (RuntimeException e) {
            answer.completeExceptionally(new RejectedExecutionException("reading what was kept of a call failed", e));
            return false;
        }
    }

    /** What is known of a call: nothing new is said. */
    public Mono<Taken> resume(String callId) {
        return take(callId, List.of());
    }

    /** The line over which events of these calls came is broken. */
    public void lineLost(Iterable<String> callIds) {
        for (var callId : callIds) {
            var call = live.get(callId);
            if (call != null) call.mailbox().add(call::lineLost);
        }
    }

    /** Whether calls can be kept just now. */
    public boolean isKeeping() {
        return !journal.isFailing();
    }

    /** Asks a call, in its turn. */
    <T> Mono<T> ask(String callId, Function<LiveCall, @Nullable T> question) {
        var answer = new CompletableFuture<@Nullable T>();
        inTurn(
                callId,
                call -> {
                    if (isRead(call, answer)) answer.complete(question.apply(call));
                },
                answer);
        return Mono.fromFuture(answer, true).flatMap(Mono::justOrEmpty);
    }

    private void inTurn(String callId, Consumer<LiveCall> work, CompletableFuture<?> answer) {
        var call = live.computeIfAbsent(callId, id -> new LiveCall(id, parts, new Mailbox(threads)));
        call.mailbox().add(() -> {
            if (call.isGone()) {
                live.remove(callId, call);
                inTurn(callId, work, answer);
                return;
            }
            try {
                work.accept(call);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
    }

    /** It is read from the journal again when something of it comes. */
    private void drop(LiveCall call) {
        call.mailbox().add(call::leave);
    }

    private void tick() {
        live.forEach((callId, call) -> call.mailbox().add(() -> {
            if (!call.isGone() && !call.tick()) return;
            call.leave();
            live.remove(callId, call);
        }));
    }

    /** The calls that are held here. */
    Iterable<String> ids() {
        return live.keySet();
    }

    CallJournal journal() {
        return journal;
    }

    /** A card as it was shown. */
    JsonNode card(CallJournal.CardEntry entry) {
        return parts.json().readTree(entry.card());
    }

    /**
     * Does work that may wait, on threads that may. It is done to its end even if nobody waits for it any more, as when a line breaks: an interrupt while our own database writes would close its
     * file.
     */
    <T> Mono<T> waiting(Supplier<T> work) {
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(work, threads), true);
    }

    /** Threads that may wait. */
    Executor threads() {
        return threads;
    }

    @Override
    public void close() {
        ticking.dispose();
        threads.shutdown();
        journal.close();
    }
}
