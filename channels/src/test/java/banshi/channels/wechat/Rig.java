package banshi.channels.wechat;

import static banshi.channels.wechat.Replies.saying;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.channels.conversation.CaffeineConversations;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.guide.GuideSecret;
import banshi.channels.limit.CaffeineAllowances;
import banshi.channels.once.CaffeineOnce;
import banshi.channels.once.Once;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A server on loopback between {@link Tencent}, which posts to it, and {@link TencentApi}, which it calls; time passes when a test says so. */
final class Rig implements AutoCloseable {
    static final long NOW = 1409304348;
    static final WechatAccount PLAIN = Accounts.answering("wxb11529c136998cb6", "gh_plain", "pamtest", null);
    static final WechatAccount SAFE = Accounts.answering(
            "wx5823bf96d3bd56c7", "gh_safe", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C");

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30)); // for a machine that is busy with other things
    }

    private static final Pseudonyms PSEUDONYMS = new Pseudonyms(Secret.random());
    private static final GuideLinks GUIDES = new GuideLinks(
            (_, _) -> Optional.empty(),
            GuideSecret.random(),
            URI.create("https://ask.example.test/"),
            Clock.fixed(Instant.ofEpochSecond(NOW), ZoneId.of("Asia/Shanghai")));

    final TencentApi api = new TencentApi();
    final List<Utterance> asked = new CopyOnWriteArrayList<>();
    final List<Dialogue> before = new CopyOnWriteArrayList<>();
    final List<String> recorded = new CopyOnWriteArrayList<>();
    final List<String> erased = new CopyOnWriteArrayList<>();
    volatile Assistant assistant = (_, utterance) -> saying("答：" + utterance.text());

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler engine = Schedulers.fromExecutorService(threads);
    private final Scheduler callers = Schedulers.newBoundedElastic(16, 2_000, "wx", 60, true);
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final AtomicLong nanos = new AtomicLong();
    private final DisposableServer server;

    Rig(List<WechatAccount> accounts, Map<String, ?> settings) {
        this(accounts, settings, null);
    }

    /** One that makes together with others what is made once; null for one that is alone. */
    Rig(List<WechatAccount> accounts, Map<String, ?> settings, @Nullable Once shared) {
        var all = new HashMap<String, Object>(settings);
        all.put("outbox.api", api.address());
        all.put("outbox.connect-within", "30s"); // of real time, on a machine that may be busy
        all.put("outbox.answer-within", "30s");
        var bound = WechatSettingsTest.of(accounts, all);
        var endpoint = new WechatEndpoint(
                new Turns(
                        this::reply,
                        new CaffeineConversations(
                                Duration.ofMinutes(30), 1_000, nanos::get, DialogueKeeper.ofThisStart(meters)),
                        (conversation, _, utterance, _) -> recorded.add(conversation + " " + utterance.text()),
                        erased::add),
                PSEUDONYMS,
                new CaffeineAllowances(nanos::get),
                shared == null ? new CaffeineOnce(bound.duplicatesKept(), 1 << 20, nanos::get) : shared,
                GUIDES,
                bound,
                () -> Instant.ofEpochSecond(NOW),
                engine,
                callers,
                meters,
                timer,
                nanos::get);
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(endpoint.routes())))
                .bindNow();
    }

    private Turn reply(Dialogue dialogue, Utterance utterance) {
        before.add(dialogue);
        asked.add(utterance);
        return assistant.reply(dialogue, utterance);
    }

    Tencent tencent(WechatAccount account) {
        return new Tencent(URI.create("http://127.0.0.1:" + server.port()), account, NOW);
    }

    /** The assistant answers what contains {@code words} only when the gate is opened, and everything else at once. */
    Gate holdsBack(String words) {
        var gate = new Gate();
        var otherwise = assistant;
        assistant = (dialogue, utterance) -> {
            if (utterance.text().contains(words)) gate.pass();
            return otherwise.reply(dialogue, utterance);
        };
        return gate;
    }

    /** Posts, and returns when the post waits for its answer or has it. */
    CompletableFuture<Tencent.Answer> post(Tencent tencent, Map<String, String> fields) {
        long timers = timer.getScheduledTaskCount();
        var answer = tencent.sendPlain(fields);
        Awaitility.await().until(() -> answer.isDone() || timer.getScheduledTaskCount() > timers);
        return answer;
    }

    /** How many timers have been set so far: one for each post that waits, one more when it is dropped. */
    long timers() {
        return timer.getScheduledTaskCount();
    }

    /** WeChat gives up on a post; returns when the server has seen it. */
    void drop(CompletableFuture<Tencent.Answer> answer) {
        long timers = timer.getScheduledTaskCount();
        answer.cancel(true);
        Awaitility.await().until(() -> timer.getScheduledTaskCount() > timers);
    }

    void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
        timer.advanceTimeBy(time);
    }

    /** What was sent to citizens, once it is so many. */
    List<TencentApi.Call> sent(int count) {
        Awaitility.await().until(() -> api.sent().size() >= count);
        return api.sent();
    }

    /** A counter, by the values of its tags. */
    long count(String meter, String... tags) {
        return meters.find(meter).tags(tags).counters().stream()
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }

    long count(Tally.Way way) {
        return count(Tally.ANSWERED, "way", way.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        server.disposeNow();
        api.close();
        threads.shutdownNow();
        callers.dispose();
        timer.dispose();
    }

    /** Where the assistant stands until somebody opens. */
    static final class Gate {
        private final CountDownLatch open = new CountDownLatch(1);

        void open() {
            open.countDown();
        }

        private void pass() {
            try {
                if (!open.await(60, TimeUnit.SECONDS)) throw new AssertionError("nobody opened");
            } catch (InterruptedException e) {
                throw new IllegalStateException("the test is over", e);
            }
        }
    }
}
