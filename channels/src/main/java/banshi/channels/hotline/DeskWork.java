package banshi.channels.hotline;

import banshi.assistant.language.Masking;
import banshi.assistant.release.Directory;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.channels.hotline.DeskFrame.AgentView;
import banshi.channels.hotline.DeskFrame.CallView;
import banshi.channels.hotline.DeskFrame.DraftView;
import banshi.channels.notice.NoticeRefusal;
import banshi.channels.notice.NoticeRefusal.Why;
import banshi.channels.notice.OneTimeNotice;
import banshi.channels.notice.OneTimeNotices;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** What agents do at their desks (坐席操作), whichever wire it comes over. Thread-safe; nothing here blocks whoever asks. */
public final class DeskWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeskWork.class);
    private static final Duration LOOKS_AT_QUEUE = Duration.ofSeconds(3);
    private static final List<String> ACTIONS = List.of("adopted", "edited", "copied", "rejected");
    private static final List<String> FOR_EXPERTS = List.of("ping", "presence");
    private static final int LONGEST_QUESTION = 500;
    private static final int LONGEST_FINAL_TEXT = 4_000;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_CONTENT = 10_000;
    private static final int A_DAY_MS = 24 * 3_600_000;

    private final Calls calls;
    private final Desks desks;
    private final DeskSearch search;
    private final WorkOrderDesk orders;
    private final OneTimeNotices notices;
    private final ConsultWork consults;
    private final Directory directory;
    private final AuditLog audit;
    private final IntSupplier waiting;
    private final Scheduler searching;
    private final Clock clock;
    private final Disposable looking;
    private volatile int waited;

    /**
     * That of an installation.
     *
     * @param waiting tells how many hand-offs wait; it may block
     * @param listening the pool on which is searched
     */
    DeskWork(
            Calls calls,
            Desks desks,
            DeskSearch search,
            WorkOrderDesk orders,
            OneTimeNotices notices,
            ConsultWork consults,
            Directory directory,
            AuditLog audit,
            IntSupplier waiting,
            Executor listening,
            Scheduler timer,
            Clock clock) {
        this.calls = calls;
        this.desks = desks;
        this.search = search;
        this.orders = orders;
        this.notices = notices;
        notices.listen(this::texted);
        this.consults = consults;
        this.directory = directory;
        this.audit = audit;
        this.waiting = waiting;
        searching = Schedulers.fromExecutor(listening);
        this.clock = clock;
        looking = timer.schedulePeriodically(
                () -> {
                    if (!desks.isEmpty()) calls.threads().execute(this::lookAtQueue);
                },
                LOOKS_AT_QUEUE.toMillis(),
                LOOKS_AT_QUEUE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void texted(OneTimeNotice notice) {
        desks.tell(
                new DeskFrame.Texted(
                        notice.callId(), notice.matter().value(), notice.sms().word()),
                notice.account());
        // its work order says that it was sent
        if (notice.sms() == OneTimeNotice.Sms.FAILED) orders.answered(notice.callId(), notices.said(notice));
    }

    private void lookAtQueue() {
        try {
            int now = waiting.getAsInt();
            if (now == waited) return;
            waited = now;
            desks.tell(new DeskFrame.Queue(now), null);
        } catch (RuntimeException e) { // later again
            LOG.debug("looking how many hand-offs wait failed: {}", e.getClass().getName());
        }
    }

    /** As it is shown to desks. */
    public static AgentView agent(Account account) {
        return new AgentView(account.id(), account.name(), account.displayName());
    }

    /** Somebody has come to his desk: he is told all that is to be shown, then what changes. */
    public DeskLine open(Account account) {
        var agent = agent(account);
        var line = desks.open(agent, account.roles());
        if (line.isExpert()) consults.presenceChanged(agent.id());
        // what changes meanwhile waits in the line
        var _ = ready(line, account)
                .onErrorResume(failure -> {
                    LOG.error(
                            "gathering what a desk shows failed: {}",
                            failure.getClass().getName());
                    return Mono.just(List.of(new DeskFrame.Refused("hello", "暂时连不上记录库，请稍后再试")));
                })
                .subscribe(
                        frames -> line.ready(frames.stream().map(desks::written).toList()));
        return line;
    }

    /** He has left it. */
    public void close(DeskLine line, boolean wasCut) {
        desks.close(line, wasCut);
        if (line.isExpert()) consults.presenceChanged(line.agent().id());
    }

    private Mono<List<DeskFrame>> ready(DeskLine line, Account account) {
        var agent = line.agent();
        var asked = waiting(() -> new Asked(consults.shown(account), consults.answersFor(account)))
                .onErrorResume(failure -> {
                    if (!line.takesCalls()) return Mono.error(failure);
                    LOG.error(
                            "gathering consultations failed: {}",
                            failure.getClass().getName());
                    return Mono.just(new Asked(List.of(), null)); // calls go on without them
                });
        return Mono.zip(line.takesCalls() ? open(agent) : Mono.just(List.<Open>of()), asked)
                .map(both -> {
                    var frames = new ArrayList<DeskFrame>();
                    frames.add(new DeskFrame.Ready(
                            agent,
                            account.is(Role.SUPERVISOR),
                            desks.state(agent),
                            both.getT1().stream().map(Open::view).toList(),
                            line.takesCalls() ? waited : 0,
                            desks.colleagues(),
                            both.getT2().consults(),
                            both.getT2().departments()));
                    for (var one : both.getT1()) if (one.summary() != null) frames.add(one.summary());
                    return frames;
                });
    }

    private record Asked(
            List<ConsultView> consults, @Nullable List<String> departments) {}

    private Mono<List<Open>> open(AgentView agent) {
        return waiting(() -> {
                    var ids = new LinkedHashSet<>(calls.journal().open());
                    calls.ids().forEach(ids::add);
                    return List.copyOf(ids);
                })
                .flatMapMany(Flux::fromIterable)
                .flatMapSequential(callId -> calls.ask(callId, call -> shown(call, agent)))
                .collectList();
    }

    private record Open(CallView view, DeskFrame.@Nullable Summary summary) {}

    private static @Nullable Open shown(LiveCall call, AgentView agent) {
        return call.isOpen() && call.isFor(agent.id()) ? new Open(call.view(), call.summary()) : null;
    }

    /** Does work that may wait, where it may. */
    private <T> Mono<T> waiting(Supplier<T> work) {
        return calls.waiting(work);
    }

    /** What is not done, and why, in Chinese for the agent. */
    static final class No extends RuntimeException {
        private static final long serialVersionUID = 1;

        No(String why) {
            super(why, null, false, false);
        }
    }

    /** Does what an agent asks for; completes when it is done or he is told why not. Whatever comes, the line goes on. */
    public Mono<Void> received(DeskLine line, Account account, String text) {
        JsonNode frame;
        try {
            frame = EventReader.json(text);
        } catch (EventReader.Unreadable e) {
            tell(line, new DeskFrame.Refused("?", "看不懂这条消息"));
            return Mono.empty();
        }
        var type = frame.path("type").stringValue("");
        return Mono.defer(() -> done(line, account, type, frame)).onErrorResume(failure -> {
            if (!(failure instanceof No || failure instanceof WorkOrderDesk.Refused))
                LOG.error(
                        "what an agent asked for failed: {}", failure.getClass().getName());
            var why = failure instanceof No || failure instanceof WorkOrderDesk.Refused
                    ? String.valueOf(failure.getMessage())
                    : "没有办成，请再试一次";
            tell(line, new DeskFrame.Refused(type.length() > 40 ? "?" : type, why));
            return Mono.empty();
        });
    }

    private void tell(DeskLine line, DeskFrame frame) {
        line.tell(desks.written(frame));
    }

    private Mono<Void> done(DeskLine line, Account account, String type, JsonNode frame) {
        var agent = agent(account);
        if (type.startsWith("consult."))
            return consults.received(account, type, frame)
                    .doOnNext(answer -> tell(line, answer))
                    .then();
        if (!line.takesCalls() && !FOR_EXPERTS.contains(type)) return Mono.error(new No("您的账号没有坐席角色，只能答业务咨询"));
        return switch (type) {
            case "ping" -> Mono.fromRunnable(() -> tell(line, new DeskFrame.Pong()));
            case "presence" -> Mono.fromRunnable(() -> become(line, frame));
            case "take" -> calls.ask(callId(frame), call -> take(call, account)).then();
            case "option" -> mine(frame, agent, call -> pick(call, frame));
            case "ask" -> ask(line, frame, agent);
            case "suggestion.feedback" -> mine(frame, agent, call -> judge(call, frame, agent));
            case "summary.confirm" -> confirm(line, frame, agent);
            case "wrapup.done" -> mine(frame, agent, DeskWork::finish);
            default -> Mono.error(new No("没有这种操作"));
        };
    }

    private static String callId(JsonNode frame) {
        var callId = frame.path("callId").stringValue("");
        if (!EventReader.isId(callId)) throw new No("没有说是哪一通电话");
        return callId;
    }

    private interface Deed {
        void on(LiveCall call);
    }

    /** Of a call that is his, or nobody's. */
    private Mono<Void> mine(JsonNode frame, AgentView agent, Deed deed) {
        return Mono.defer(() -> calls.ask(callId(frame), call -> {
                    requireFor(call, agent);
                    deed.on(call);
                    return true;
                }))
                .then();
    }

    static void requireFor(LiveCall call, AgentView agent) {
        if (!call.isBegun()) throw new No("没有这通电话");
        if (!call.isFor(agent.id())) throw new No("这通电话是别人在接");
    }

    private void become(DeskLine line, JsonNode frame) {
        var state = frame.path("state").stringValue("");
        if (!Desks.STATES.contains(state)) throw new No("没有这种状态");
        desks.become(line.agent(), state);
        if (line.isExpert()) consults.presenceChanged(line.agent().id());
    }

    private boolean take(LiveCall call, Account account) {
        if (!call.isOpen()) throw new No(call.isBegun() ? "这通电话已经结束" : "没有这通电话");
        var has = call.agent();
        if (has != null) {
            if (has.id().equals(account.id())) return true;
            throw new No("已经有人接了");
        }
        audit.write(Actor.of(account).did(AuditEvent.Type.CALL_TAKEN, object(call.callId())));
        return call.give(agent(account));
    }

    private static String object(String callId) {
        return "call:" + callId;
    }

    private void pick(LiveCall call, JsonNode frame) {
        var matter = frame.path("matter").stringValue("");
        var aspect = frame.path("aspect").stringValue(null);
        var choice = frame.path("choice").stringValue(null);
        var words = call.choice(matter, aspect, choice);
        if (words == null && choice == null) words = name(matter).orElse(null);
        if (words == null) throw new No("这个选项已经不在了");
        if (!call.pick(words, System.nanoTime())) throw new No("这通电话已经结束");
    }

    private Optional<String> name(String matter) {
        try {
            return directory.matter(new MatterId(matter)).map(Matter::name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Mono<Void> ask(DeskLine line, JsonNode frame, AgentView agent) {
        int ask = frame.path("ask").intValue(0);
        var text = frame.path("text").stringValue("").strip();
        if (text.isEmpty() || text.length() > LONGEST_QUESTION)
            return Mono.error(new No("要查的话请写 1 到 " + LONGEST_QUESTION + " 个字"));
        var callId = frame.path("callId").stringValue("");
        boolean inCall = EventReader.isId(callId);
        Mono<String> region = inCall
                ? calls.ask(
                        callId, call -> Objects.requireNonNullElse(call.view().district(), ""))
                : Mono.just("");
        return region.publishOn(searching)
                .map(district -> search.find(ask, text, district.isEmpty() ? null : district, LocalDate.now(clock)))
                .doOnNext(found -> {
                    tell(line, new DeskFrame.Found(ask, found));
                    if (!DeskSearch.hasFound(found)) miss(inCall ? callId : null, agent, text);
                })
                .then();
    }

    /** Whoever mends the answers reads of it; who asked does not wait until it is kept. */
    private void miss(@Nullable String callId, AgentView agent, String text) {
        if (calls.journal().isFull()) return;
        var said = Masking.masked(text).replace("\0", "");
        var _ = calls.journal().write(List.of(new CallJournal.SearchEntry(callId, agent.id(), said, clock.instant())));
    }

    private void judge(LiveCall call, JsonNode frame, AgentView agent) {
        var action = frame.path("action").stringValue("");
        if (!ACTIONS.contains(action)) throw new No("没有这种操作");
        var card = call.card(frame.path("id").stringValue(""));
        if (card == null) throw new No("这张建议卡已经不在了");
        var finalText = masked(frame, "finalText", LONGEST_FINAL_TEXT);
        int displayed = frame.path("displayedMs").intValue(0);
        call.judge(
                card,
                new CallJournal.FeedbackEntry(
                        call.callId(),
                        card.number(),
                        agent.id(),
                        action,
                        Math.max(0, Math.min(displayed, A_DAY_MS)),
                        finalText,
                        action.equals("edited") && finalText != null
                                ? edits(card.view().spoken(), finalText)
                                : null,
                        masked(frame, "reason", LONGEST_REASON),
                        clock.instant()));
    }

    private static @Nullable String masked(JsonNode frame, String field, int longest) {
        var text = frame.path(field).stringValue(null);
        if (text == null || text.isBlank()) return null;
        if (text.length() > longest) throw new No("写得太长了，最多 " + longest + " 个字");
        return Masking.masked(text).replace("\0", "");
    }

    /** Letters put in, taken out or changed (编辑距离; Levenshtein 1966). */
    static int edits(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) row[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private Mono<Void> confirm(DeskLine line, JsonNode frame, AgentView agent) {
        return Mono.defer(() -> {
                    var callId = callId(frame);
                    var draft = draft(frame.path("draft"));
                    return calls.ask(callId, call -> {
                                requireFor(call, agent);
                                return true;
                            })
                            .flatMap(_ -> waiting(() -> orders.confirm(callId, agent, draft)))
                            .doOnNext(order -> tell(line, new DeskFrame.Confirmed(callId, order)));
                })
                .then();
    }

    private static DraftView draft(JsonNode draft) {
        if (!draft.isObject()) throw new No("工单是空的");
        var type = masked(draft, "type", 32);
        var title = masked(draft, "title", 200);
        if (type == null || title == null) throw new No("请填好诉求类型和标题");
        return new DraftView(
                type,
                draft.path("matter").stringValue(null),
                draft.path("matterName").stringValue(null),
                draft.path("district").stringValue(null),
                masked(draft, "department", 200),
                masked(draft, "address", 500),
                title,
                Objects.requireNonNullElse(masked(draft, "content", LONGEST_CONTENT), ""),
                draft.path("acceptable").booleanValue(true));
    }

    private static void finish(LiveCall call) {
        if (call.stage() != LiveCall.Stage.WRAPUP) throw new No(call.isOpen() ? "通话还没有结束" : "已经整理完了");
        call.close();
    }

    // over HTTP

    /**
     * What an agent wants to push (推送一次性告知).
     *
     * @param card of the call; null where it was found by hand
     * @param matter where it was found by hand; null otherwise
     */
    public record Push(@Nullable String card, @Nullable String matter, boolean bySms) {}

    /**
     * Makes the one-time notice of a card's matter, as the case is known on this call by now, and sends it where that is asked for.
     *
     * @param site where it was asked for: links lead there where nobody has said how citizens reach the server
     * @return fails with {@link NoticeRefusal} where there is nothing to be told or no way to
     */
    public Mono<DeskFrame.NoticeView> push(Account account, String callId, Push push, String site) {
        if (!EventReader.isId(callId)) return Mono.error(new NoticeRefusal(Why.UNKNOWN, "没有这通电话"));
        return calls.ask(callId, call -> Pushing.of(call, account, push, this::isPublished))
                // the row of a call is written a moment after it is told of
                .flatMap(asked -> Mono.fromFuture(asked.kept(), true).thenReturn(asked))
                .flatMap(asked -> waiting(() -> {
                    var pushed = notices.push(asked.wanted(), push.bySms(), account);
                    if (pushed.isNew()) orders.answered(callId, notices.said(pushed.notice()));
                    return view(pushed.notice(), asked.hasNumber(), site);
                }));
    }

    /** What a call has to say to a push; all of it is looked at in the call's turn. */
    private record Pushing(OneTimeNotices.Wanted wanted, boolean hasNumber, CompletableFuture<Void> kept) {
        static Pushing of(LiveCall call, Account account, Push push, Predicate<MatterId> isPublished) {
            var agent = call.agent();
            if (!call.isBegun() || agent == null || !agent.id().equals(account.id()))
                throw new NoticeRefusal(Why.UNKNOWN, "这不是您在接的电话");
            if (!call.isOpen()) throw new NoticeRefusal(Why.TOO_LATE, "这通电话已经整理完了，不能再推送");
            var byCard = push.card();
            var card = byCard == null ? null : call.card(byCard);
            if (byCard != null && card == null) throw new NoticeRefusal(Why.UNKNOWN, "这张建议卡已经不在了");
            var id = card == null ? push.matter() : card.view().matter();
            var matter = id == null ? null : new MatterId(id);
            if (matter == null || !isPublished.test(matter))
                throw new NoticeRefusal(Why.IMPOSSIBLE, "这张卡没有对应的事项，没有内容可以推送");
            return new Pushing(
                    new OneTimeNotices.Wanted(call.callId(), matter, call.known(matter)),
                    call.hasNumber(),
                    call.kept());
        }
    }

    private boolean isPublished(MatterId matter) {
        return directory.matter(matter).isPresent();
    }

    private DeskFrame.NoticeView view(OneTimeNotice notice, boolean hasNumber, String site) {
        var link = notices.link(notice, site);
        boolean cannot = notice.sms() == OneTimeNotice.Sms.NONE && !(hasNumber && notices.canText());
        return new DeskFrame.NoticeView(
                notice.matter().value(),
                notices.name(notice),
                link,
                notices.text(notice, link),
                notice.madeAt(),
                notice.lastDay(),
                cannot ? "off" : notice.sms().word());
    }

    /**
     * All that is kept of a call; that somebody looks at it is written down.
     *
     * @param site as for {@link #push}
     * @return empty where there is none, or it is a colleague's and he is no supervisor
     */
    public Mono<Seen> look(Account account, String callId, String site) {
        if (!EventReader.isId(callId)) return Mono.empty();
        return calls.ask(callId, call -> seen(account, call, site));
    }

    private @Nullable Seen seen(Account account, LiveCall call, String site) {
        if (!call.isBegun() || !(account.is(Role.SUPERVISOR) || call.isFor(account.id()))) return null;
        call.kept().join();
        var kept = calls.journal().load(call.callId(), LiveCall.MOST_UTTERANCES).orElseThrow();
        audit.write(Actor.of(account).did(AuditEvent.Type.CALL_SEEN, object(call.callId())));
        var feedback = kept.feedback();
        return new Seen(
                call.view(),
                kept.utterances().stream().map(DeskFrame.UtteranceView::of).toList(),
                kept.cards().stream()
                        .map(card -> new SeenCard(
                                calls.card(card),
                                card.shownAt(),
                                card.withdrawnAt(),
                                card.why(),
                                feedback.stream()
                                        .filter(given -> given.suggestion() == card.number())
                                        .map(SeenFeedback::of)
                                        .toList()))
                        .toList(),
                call.summary(),
                notices.ofCall(call.callId()).stream()
                        .map(notice -> view(notice, call.hasNumber(), site))
                        .toList());
    }

    /**
     * A call with everything.
     *
     * @param utterances all of them
     * @param cards all that were ever shown
     * @param notices that were pushed, the oldest first
     */
    public record Seen(
            CallView call,
            List<DeskFrame.UtteranceView> utterances,
            List<SeenCard> cards,
            DeskFrame.@Nullable Summary summary,
            List<DeskFrame.NoticeView> notices) {}

    /** A card that was shown. */
    public record SeenCard(
            JsonNode card,
            Instant shownAt,
            @Nullable Instant withdrawnAt,
            @Nullable String why,
            List<SeenFeedback> feedback) {}

    /** What an agent made of it. */
    public record SeenFeedback(
            String agent,
            String action,
            int displayedMs,
            @Nullable String finalText,
            @Nullable Integer edits,
            @Nullable String reason,
            Instant givenAt) {
        static SeenFeedback of(CallJournal.FeedbackEntry given) {
            return new SeenFeedback(
                    given.account(),
                    given.action(),
                    given.displayedMs(),
                    given.finalText(),
                    given.edits(),
                    given.reason(),
                    given.givenAt());
        }
    }

    @Override
    public void close() {
        looking.dispose();
        consults.close();
    }
}
