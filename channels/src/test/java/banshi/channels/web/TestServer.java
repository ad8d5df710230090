package banshi.channels.web;

import banshi.assistant.Assistant;
import banshi.assistant.Guide;
import banshi.assistant.hotline.CallAssistant;
import banshi.assistant.release.Directory;
import banshi.assistant.release.Explainer;
import banshi.assistant.release.ReleaseSummary;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Departments;
import banshi.channels.accounts.LoggedIn;
import banshi.channels.accounts.Role;
import banshi.channels.accounts.Sessions;
import banshi.channels.audit.AuditLog;
import banshi.channels.consult.ConsultSettings;
import banshi.channels.consult.Consultations;
import banshi.channels.consult.Consulting;
import banshi.channels.consult.Proposing;
import banshi.channels.consult.Published;
import banshi.channels.conversation.CaffeineConversations;
import banshi.channels.conversation.Conversations;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.conversation.Erasure;
import banshi.channels.conversation.TurnLog;
import banshi.channels.conversation.Turns;
import banshi.channels.curation.StudioHome;
import banshi.channels.figures.EngineTimes;
import banshi.channels.figures.Figures;
import banshi.channels.guide.GuideLinks;
import banshi.channels.guide.GuideSecret;
import banshi.channels.hotline.Calls;
import banshi.channels.hotline.DeskWork;
import banshi.channels.hotline.Hotline;
import banshi.channels.hotline.WorkOrderDesk;
import banshi.channels.limit.Allowances;
import banshi.channels.limit.CaffeineAllowances;
import banshi.channels.misses.MissRefresh;
import banshi.channels.misses.Misses;
import banshi.channels.notice.NoticeSettings;
import banshi.channels.notice.OneMatter;
import banshi.channels.notice.OneTimeNotices;
import banshi.channels.notice.SmsSettings;
import banshi.channels.once.CaffeineOnce;
import banshi.channels.once.Once;
import banshi.channels.orders.WorkOrders;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Handoffs;
import banshi.channels.records.TurnRecords;
import banshi.channels.shift.CallLog;
import banshi.channels.shift.Checklist;
import banshi.channels.shift.Reviews;
import banshi.channels.shift.ShiftBoard;
import banshi.channels.suggestions.Suggestions;
import banshi.channels.wechat.Notices;
import banshi.corpus.MatterId;
import banshi.graph.StaffGraph;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP channel on a free loopback port, before an assistant of the test's choice. */
final class TestServer implements AutoCloseable {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T16:30:00Z"), ZoneId.of("Asia/Shanghai"));
    static final ReleaseSummary RELEASE =
            new ReleaseSummary("r1", Instant.parse("2026-11-21T09:30:00Z"), 12, 120, 1440, null, "fake");

    static final String EMBEDDING_SITE = "https://www.example.gov.cn";
    static final String API_KEY = "a key of other people's programs";
    static final String RARE_KEY = "a key with which one may ask twice";
    static final String OPERATIONS_KEY = "a key of those who look after it";
    static final String TOOLS_KEY = "a key for the tools and nothing else";
    static final String NOTICES_KEY = "a key for notices and nothing else";
    static final String HOTLINE_KEY = "a key for what is heard in calls";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final OpenSettings OPEN = new OpenSettings(Map.of(
            "calls", new OpenSettings.Program(HOTLINE_KEY, Set.of(OpenSettings.Scope.HOTLINE), 60_000),
            "programs", new OpenSettings.Program(API_KEY, null, 10_000),
            "rare", new OpenSettings.Program(RARE_KEY, null, 2),
            "cases", new OpenSettings.Program(NOTICES_KEY, Set.of(OpenSettings.Scope.NOTICES), 10_000),
            "operations", new OpenSettings.Program(OPERATIONS_KEY, Set.of(OpenSettings.Scope.OPERATIONS), 10_000),
            "tools", new OpenSettings.Program(TOOLS_KEY, Set.of(OpenSettings.Scope.TOOLS), 10_000)));

    private static final Assistant NOBODY = (dialogue, utterance) -> {
        throw new AssertionError("nobody was to be answered");
    };
    private static final Explainer NOTHING = utterance -> {
        throw new AssertionError("nothing was to be explained");
    };

    /** As where content is not curated. */
    private static final StudioHome NO_STUDIO = new StudioHome(CompletableFuture.completedFuture(null));

    private static final HandoffSettings ALWAYS =
            new HandoffSettings(List.of(DayOfWeek.values()), LocalTime.MIN, LocalTime.MAX, Duration.ofMinutes(1));

    /** One database for all servers of the tests. */
    static final TestRecords RECORDS = TestRecords.open(CLOCK);

    static final GuideSecret GUIDE_SECRET = GuideSecret.random();

    private final ConfigurableApplicationContext context;
    /** What an application needs; none at the beginning. */
    final AtomicReference<Guide> guide = new AtomicReference<>();

    /** Where answers of experts are proposed; nowhere at the beginning. */
    final AtomicReference<@Nullable Proposing> proposing = new AtomicReference<>();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    TestServer(Assistant assistant) {
        this(assistant, 4, 64, WebSettings.DEFAULT);
    }

    /** Where an identity provider vouches for staff. */
    TestServer(OidcSettings oidc) {
        this(
                NOBODY,
                NOTHING,
                List.of(),
                null,
                4,
                64,
                WebSettings.DEFAULT,
                ALWAYS,
                noMeters(),
                null,
                Notices.NONE,
                oidc,
                NO_STUDIO);
    }

    /** That takes calls, and has nobody who sends text messages. */
    TestServer(Assistant assistant, CallAssistant calls, WorkOrderDesk orders) {
        this(assistant, calls, orders, new SmsSettings(null, null, 1, SECOND, SECOND, SECOND), null);
    }

    /** That takes calls. */
    TestServer(
            Assistant assistant, CallAssistant calls, WorkOrderDesk orders, SmsSettings sms, @Nullable URI publicUrl) {
        this(
                assistant,
                NOTHING,
                List.of(),
                null,
                4,
                64,
                WebSettings.DEFAULT,
                ALWAYS,
                noMeters(),
                null,
                Notices.NONE,
                OidcSettings.NONE,
                NO_STUDIO,
                new Listening(calls, orders, sms, publicUrl));
    }

    /** Who listens to calls, who makes work orders of them, and how notices reach callers. */
    private record Listening(
            CallAssistant calls,
            WorkOrderDesk orders,
            SmsSettings sms,
            @Nullable URI publicUrl) {}

    /** Where content is curated. */
    TestServer(Assistant assistant, StudioHome studio) {
        this(
                assistant,
                NOTHING,
                List.of(),
                null,
                4,
                64,
                WebSettings.DEFAULT,
                ALWAYS,
                noMeters(),
                null,
                Notices.NONE,
                OidcSettings.NONE,
                studio);
    }

    /** Whose counts are looked at. */
    TestServer(Assistant assistant, PrometheusMeterRegistry meters) {
        this(assistant, NOTHING, List.of(), null, 4, 64, WebSettings.DEFAULT, ALWAYS, meters, null, Notices.NONE);
    }

    /** One of several that share. */
    TestServer(Assistant assistant, State state) {
        this(assistant, NOTHING, List.of(), null, 4, 64, WebSettings.DEFAULT, ALWAYS, noMeters(), state, Notices.NONE);
    }

    /** Where what it keeps of conversations is. */
    record State(Conversations conversations, Allowances allowances, Once replies) {
        /** In this server alone. */
        static State alone(WebSettings settings, DialogueKeeper keeper) {
            var ticker = Ticker.systemTicker();
            return new State(
                    new CaffeineConversations(settings.idle(), settings.conversations(), ticker, keeper),
                    new CaffeineAllowances(ticker),
                    new CaffeineOnce(Duration.ofMinutes(10), 1 << 20, ticker));
        }
    }

    private static PrometheusMeterRegistry noMeters() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    /** Where people answer at other times than always. */
    TestServer(Assistant assistant, HandoffSettings handoffs) {
        this(assistant, NOTHING, List.of(), null, 4, 64, WebSettings.DEFAULT, handoffs, noMeters(), null, Notices.NONE);
    }

    /** That sends notices. */
    TestServer(Notices notices) {
        this(NOBODY, NOTHING, List.of(), null, 4, 64, WebSettings.DEFAULT, ALWAYS, noMeters(), null, notices);
    }

    TestServer(Explainer explainer) {
        this(NOBODY, explainer, List.of(), 4, 64, WebSettings.DEFAULT);
    }

    TestServer(List<HealthPart> parts) {
        this(NOBODY, NOTHING, parts, 4, 64, WebSettings.DEFAULT);
    }

    TestServer(Assistant assistant, int engines, int waiting, WebSettings settings) {
        this(assistant, NOTHING, List.of(), engines, waiting, settings);
    }

    /** Before a graph database of the test's choice. */
    TestServer(StaffGraph graph) {
        this(NOBODY, NOTHING, List.of(), graph, 4, 64, WebSettings.DEFAULT, ALWAYS, noMeters(), null, Notices.NONE);
    }

    private TestServer(
            Assistant assistant,
            Explainer explainer,
            List<HealthPart> parts,
            int engines,
            int waiting,
            WebSettings settings) {
        this(assistant, explainer, parts, null, engines, waiting, settings, ALWAYS, noMeters(), null, Notices.NONE);
    }

    private TestServer(
            Assistant assistant,
            Explainer explainer,
            List<HealthPart> parts,
            @Nullable StaffGraph graph,
            int engines,
            int waiting,
            WebSettings settings,
            HandoffSettings handoffs,
            PrometheusMeterRegistry meters,
            @Nullable State shared,
            Notices notices) {
        this(
                assistant,
                explainer,
                parts,
                graph,
                engines,
                waiting,
                settings,
                handoffs,
                meters,
                shared,
                notices,
                OidcSettings.NONE,
                NO_STUDIO);
    }

    private TestServer(
            Assistant assistant,
            Explainer explainer,
            List<HealthPart> parts,
            @Nullable StaffGraph graph,
            int engines,
            int waiting,
            WebSettings settings,
            HandoffSettings handoffs,
            PrometheusMeterRegistry meters,
            @Nullable State shared,
            Notices notices,
            OidcSettings oidc,
            StudioHome studio) {
        this(
                assistant, explainer, parts, graph, engines, waiting, settings, handoffs, meters, shared, notices, oidc,
                studio, null);
    }

    private TestServer(
            Assistant assistant,
            Explainer explainer,
            List<HealthPart> parts,
            @Nullable StaffGraph graph,
            int engines,
            int waiting,
            WebSettings settings,
            HandoffSettings handoffs,
            PrometheusMeterRegistry meters,
            @Nullable State shared,
            Notices notices,
            OidcSettings oidc,
            StudioHome studio,
            @Nullable Listening listening) {
        var state =
                shared != null ? shared : State.alone(settings, DialogueKeeper.ofThisStart(new SimpleMeterRegistry()));
        var engine = new ThreadPoolExecutor(
                engines,
                engines,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().name("engine-", 1).factory());
        Supplier<ReleaseSummary> release = () -> RELEASE;
        context = new SpringApplicationBuilder(listening == null ? Wiring.class : HotlineToo.class)
                .properties(Map.of(
                        "server.port", 0,
                        "server.address", "127.0.0.1",
                        "spring.main.banner-mode", "off",
                        "spring.web.resources.add-mappings", false,
                        "spring.reactor.netty.shutdown-quiet-period", "0s",
                        "logging.level.root", "warn"))
                .initializers(c -> {
                    var beans = (GenericApplicationContext) c;
                    beans.registerBean(Assistant.class, () -> assistant);
                    beans.registerBean(Explainer.class, () -> explainer);
                    beans.registerBean(Directory.class, NoDirectory::new);
                    beans.registerBean(Published.class, () -> TestPublished.IT);
                    beans.registerBean(OidcSettings.class, () -> oidc);
                    beans.registerBean(Conversations.class, state::conversations);
                    beans.registerBean(
                            Turns.class,
                            () -> new Turns(
                                    assistant,
                                    beans.getBean(Conversations.class),
                                    beans.getBean(TurnLog.class),
                                    Erasure.NONE));
                    beans.registerBean(PrometheusMeterRegistry.class, () -> meters);
                    beans.registerBean(Allowances.class, state::allowances);
                    beans.registerBean(Once.class, state::replies);
                    for (var bean : RECORDS.beans().entrySet()) register(beans, bean.getKey(), bean.getValue());
                    var records = RECORDS.records();
                    beans.registerBean(Misses.class, () -> new Misses(records, explainer, CLOCK));
                    beans.registerBean(MissRefresh.class, () -> RECORDS.refresh(explainer, CLOCK));
                    beans.registerBean(
                            Figures.class,
                            () -> new Figures(
                                    records,
                                    beans.getBean(TurnRecords.class),
                                    new EngineTimes(meters),
                                    new NoDirectory(),
                                    () -> Map.of("matters", 12),
                                    CLOCK));
                    if (listening != null) hotline(beans, assistant, listening, meters);
                    beans.registerBean(StudioHome.class, () -> studio);
                    beans.registerBean(Suggestions.class, () -> new Suggestions(null, explainer, CLOCK));
                    beans.registerBean(HandoffSettings.class, () -> handoffs);
                    beans.registerBean("engine", ThreadPoolExecutor.class, () -> engine);
                    beans.registerBean("graphDesk", Executor.class, () -> Runnable::run);
                    beans.registerBean(StaffGraph.class, () -> graph == null ? new NoGraph() : graph);
                    beans.registerBean(WebSettings.class, () -> settings);
                    beans.registerBean(OpenSettings.class, () -> OPEN);
                    beans.registerBean(Notices.class, () -> notices);
                    beans.registerBean(EmbedSettings.class, () -> new EmbedSettings(List.of(EMBEDDING_SITE)));
                    beans.registerBean(LimitSettings.class, () -> LimitSettings.DEFAULT);
                    beans.registerBean(Clock.class, () -> CLOCK);
                    beans.registerBean(
                            GuideLinks.class,
                            () -> new GuideLinks(
                                    (application, day) -> Optional.ofNullable(guide.get()), GUIDE_SECRET, null, CLOCK));
                    beans.registerBean("release", Supplier.class, () -> release);
                    for (var part : parts) beans.registerBean(part.now().name(), HealthPart.class, () -> part);
                })
                .run();
        address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    private static <T> void register(GenericApplicationContext beans, Class<T> type, Object bean) {
        // shared by all servers of the tests, so none of them closes it
        beans.registerBean(type, () -> type.cast(bean), definition -> definition.setDestroyMethodName(""));
    }

    /** Nobody was to ask it. */
    private static final class NoGraph implements StaffGraph {
        @Override
        public Found<MaterialUse> mattersNeeding(String name) {
            throw new AssertionError("the graph was not to be asked");
        }

        @Override
        public Found<Resting> restingOn(String title, @Nullable String article) {
            throw new AssertionError("the graph was not to be asked");
        }

        @Override
        public Optional<Found<Nearest>> nearest(MatterId matter) {
            throw new AssertionError("the graph was not to be asked");
        }

        @Override
        public Found<DepartmentBundle> bundlesOf(String department) {
            throw new AssertionError("the graph was not to be asked");
        }
    }

    private void hotline(
            GenericApplicationContext beans, Assistant assistant, Listening listening, PrometheusMeterRegistry meters) {
        var directory = new OneMatter("id-card-reissue");
        var notices = new OneTimeNotices(
                new NoticeSettings(7),
                listening.sms(),
                RECORDS.records(),
                directory,
                Hotline.numbers(RECORDS.bean(Secret.class)),
                RECORDS.bean(AuditLog.class),
                listening.publicUrl(),
                CLOCK,
                () -> 1);
        beans.registerBean(OneTimeNotices.class, () -> notices, definition -> definition.setInitMethodName("start"));
        var consulting = new Consulting(
                new Consultations(ConsultSettings.DEFAULT, RECORDS.records(), RECORDS.bean(AuditLog.class), CLOCK),
                RECORDS.bean(Departments.class),
                TestPublished.IT,
                RECORDS.bean(Handoffs.class),
                RECORDS.bean(TurnRecords.class),
                proposing::get);
        var hotline = Hotline.open(new Hotline.Needs(
                listening.calls(),
                assistant,
                directory,
                listening.orders(),
                notices,
                consulting,
                RECORDS.records(),
                RECORDS.bean(Accounts.class),
                RECORDS.bean(AuditLog.class),
                RECORDS.bean(Pseudonyms.class),
                RECORDS.bean(Secret.class),
                () -> 0,
                CLOCK,
                JsonMapper.shared(),
                meters));
        beans.registerBean(Hotline.class, () -> hotline);
        beans.registerBean(Calls.class, hotline::calls, definition -> definition.setDestroyMethodName(""));
        beans.registerBean(DeskWork.class, hotline::work, definition -> definition.setDestroyMethodName(""));
        beans.registerBean(
                ShiftBoard.class,
                () -> new ShiftBoard(
                        RECORDS.records(),
                        hotline.desks()::colleagues,
                        RECORDS.bean(WorkOrders.class),
                        new NoDirectory(),
                        CLOCK));
        beans.registerBean(CallLog.class, () -> new CallLog(RECORDS.records(), CLOCK));
        beans.registerBean(
                Reviews.class,
                () -> new Reviews(
                        RECORDS.records(), RECORDS.bean(AuditLog.class), Checklist.ours(), JsonMapper.shared(), CLOCK));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(WebChannel.class)
    static class Wiring {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({WebChannel.class, HotlineChannel.class})
    static class HotlineToo {}

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    /** As somebody of these roles, who has logged in. */
    HttpRequest.Builder asStaff(String path, Role... roles) {
        return LoggedIn.as(RECORDS.bean(Accounts.class), RECORDS.bean(Sessions.class), roles)
                .sends(to(path));
    }

    /** Where a WebSocket is opened. */
    URI socket(String path) {
        return URI.create(address.replaceFirst("^http", "ws") + path);
    }

    /** As which a page of this site says it comes. */
    String origin() {
        return address;
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("talking to the test server", e);
        }
    }

    HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("talking to the test server", e);
        }
    }

    HttpResponse<String> post(byte[] body) {
        return send(
                to("/api/v1/chat").header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> post(String body) {
        return post(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    HttpResponse<String> say(String conversation, String text) {
        return post(JsonMapper.shared().writeValueAsString(Map.of("conversation", conversation, "text", text)));
    }

    HttpClient client() {
        return client;
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    /** As it is told to stop; returns when it has. */
    void stop() {
        context.close();
    }

    @Override
    public void close() {
        client.close();
        stop();
    }
}
