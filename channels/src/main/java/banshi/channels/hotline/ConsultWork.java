package banshi.channels.hotline;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Role;
import banshi.channels.consult.ConsultRefusal;
import banshi.channels.consult.Consultation;
import banshi.channels.consult.Consultation.State;
import banshi.channels.consult.Consultations;
import banshi.channels.consult.Consulting;
import banshi.channels.consult.NewConsultation;
import banshi.channels.consult.Published;
import banshi.channels.hotline.ConsultView.MessageView;
import banshi.channels.hotline.ConsultView.Person;
import banshi.channels.hotline.ConsultView.PhoneView;
import banshi.channels.records.Handoffs.Message;
import banshi.channels.records.Handoffs.Sender;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;

/**
 * What agents and experts do with consultations at their desks (一键呼叫). Both sides are told the whole of one whenever something in it changes, the latest last. Thread-safe; nothing here blocks whoever
 * asks.
 */
final class ConsultWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsultWork.class);
    private static final Duration LOOKS = Duration.ofSeconds(5);
    /** What else is asked for over the line does not wait longer for a database that is away. */
    private static final Duration KEPT_WITHIN = Duration.ofSeconds(5);

    private static final int WORDS = 3;
    private static final int LONGEST_NAME = 200;

    private final Consulting consulting;
    private final Consultations consultations;
    private final Published published;
    private final Accounts accounts;
    private final Calls calls;
    private final Desks desks;
    private final Disposable looking;

    /** Whoever holds it reads one and tells it, so that nobody is told something older after something newer. */
    private final ReentrantLock telling = new ReentrantLock();

    ConsultWork(Consulting consulting, Accounts accounts, Calls calls, Desks desks, Scheduler timer) {
        this.consulting = consulting;
        consultations = consulting.consultations();
        published = consulting.published();
        this.accounts = accounts;
        this.calls = calls;
        this.desks = desks;
        looking = timer.schedulePeriodically(
                () -> {
                    if (!desks.isEmpty()) quietly(this::expire);
                },
                LOOKS.toMillis(),
                LOOKS.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** What fails is not done; nobody waits for it. */
    private void quietly(Runnable work) {
        calls.threads().execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) { // later again
                LOG.debug("telling of consultations failed: {}", e.getClass().getName());
            }
        });
    }

    private void expire() {
        consultations.expire().forEach(id -> tell(id, true));
    }

    // who comes and goes

    /** What somebody's desk shows at the beginning; for an expert's also what waits for him. Blocks. */
    List<ConsultView> shown(Account account) {
        expire();
        var shown = new LinkedHashMap<String, Consultation>();
        for (var one : consultations.askedBy(account.id())) shown.put(one.id(), one);
        if (account.is(Role.EXPERT)) {
            for (var one : consultations.takenBy(account.id())) shown.put(one.id(), one);
            for (var one : consultations.openIn(departments(account)))
                if (one.state() == State.WAITING) shown.put(one.id(), one);
        }
        return shown.values().stream()
                .sorted(Comparator.comparing(Consultation::askedAt))
                .map(this::view)
                .toList();
    }

    /** For which an expert answers; null for others. Blocks. */
    @Nullable
    List<String> answersFor(Account account) {
        return account.is(Role.EXPERT) ? departments(account) : null;
    }

    private List<String> departments(Account account) {
        return consulting.departments().of(account.id());
    }

    /** An expert has come, has left or has said whether he can be asked: who waits is told. */
    void presenceChanged(String account) {
        quietly(() -> consultations.openIn(consulting.departments().of(account)).forEach(one -> tell(one.id(), false)));
    }

    // what is asked for

    /**
     * Does what somebody asks for.
     *
     * @return what he alone is told; fails with {@link DeskWork.No} where it is not done
     */
    Mono<DeskFrame> received(Account account, String type, JsonNode frame) {
        Mono<DeskFrame> done = switch (type) {
            case "consult.ask" -> forCalls(account, ask(account, frame));
            case "consult.whom" -> forCalls(account, calls.waiting(() -> whom(frame)));
            case "consult.take" -> forExperts(account, changed(frame, id -> take(account, id)));
            case "consult.pass" -> forExperts(account, changed(frame, id -> pass(account, id, frame)));
            case "consult.say" -> changed(frame, id -> consultations.say(id, account, text(frame)));
            case "consult.done" -> changed(frame, id -> done(account, id, frame));
            case "consult.withdraw" -> changed(frame, id -> consultations.withdraw(id, account));
            case "consult.propose" -> changed(frame, id -> propose(account, id, frame));
            default -> Mono.error(new DeskWork.No("没有这种操作"));
        };
        return done.onErrorMap(ConsultRefusal.class, no -> new DeskWork.No(String.valueOf(no.getMessage())));
    }

    private static <T> Mono<T> forCalls(Account account, Mono<T> work) {
        return DeskLine.takesCalls(account.roles()) ? work : Mono.error(new DeskWork.No("要有坐席角色才能一键呼叫"));
    }

    private static <T> Mono<T> forExperts(Account account, Mono<T> work) {
        return account.is(Role.EXPERT) ? work : Mono.error(new DeskWork.No("要有业务专员角色才能接"));
    }

    /** Both sides are told what has changed, and where its state is another, all who could take it. */
    private Mono<DeskFrame> changed(JsonNode frame, Function<String, Consultation> deed) {
        return calls.waiting(() -> {
                    var id = frame.path("id").stringValue("");
                    var before = consultations.find(id).orElse(null);
                    var now = deed.apply(id);
                    tell(id, before == null || before.state() != now.state());
                    var had = before == null ? null : before.takenBy();
                    if (had != null && !had.equals(now.takenBy())) tellTo(now, had); // whoever handed it over
                    return now;
                })
                .then(Mono.empty());
    }

    /** What is asked about a call is its own agent's to ask, and the caller's last words go with it; likewise with a hand-off. */
    private Mono<DeskFrame> ask(Account account, JsonNode frame) {
        return Mono.defer(() -> {
                    var callId = frame.path("callId").stringValue(null);
                    if (callId == null) return calls.waiting(() -> wanted(account, frame, null, List.of()));
                    if (!EventReader.isId(callId)) throw new DeskWork.No("没有说是哪一通电话");
                    return calls.ask(callId, call -> {
                                DeskWork.requireFor(call, DeskWork.agent(account));
                                var last = call.view().utterances().stream()
                                        .filter(one ->
                                                one.isFinal() && one.speaker().equals("caller"))
                                        .map(DeskFrame.UtteranceView::text)
                                        .toList();
                                return new OfCall(lastOf(last), call.kept());
                            })
                            .flatMap(call -> Mono.fromFuture(call.kept(), true)
                                    .timeout(KEPT_WITHIN)
                                    .thenReturn(call.words()))
                            .flatMap(words -> calls.waiting(() -> wanted(account, frame, callId, words)));
                })
                .flatMap(wanted -> calls.waiting(() -> {
                    tell(consultations.ask(wanted, account).id(), true);
                    return wanted;
                }))
                .then(Mono.empty());
    }

    /** @param kept when all of it that came before is in the database, to which what is asked about it belongs */
    private record OfCall(List<String> words, CompletableFuture<Void> kept) {}

    private static List<String> lastOf(List<String> words) {
        return words.subList(Math.max(0, words.size() - WORDS), words.size());
    }

    private NewConsultation wanted(
            Account account, JsonNode frame, @Nullable String callId, List<String> callersWords) {
        var handoff = callId == null ? frame.path("handoff").stringValue(null) : null;
        var about = about(frame);
        return new NewConsultation(
                frame.path("id").stringValue(""),
                callId,
                handoff,
                about == null ? null : about.id(),
                about == null ? null : name(frame, "aspect"),
                about == null ? department(frame) : about.department(),
                text(frame),
                handoff == null ? callersWords : citizensWords(account, handoff));
    }

    private List<String> citizensWords(Account account, String id) {
        var handoff = consulting
                .handoffs()
                .find(id)
                .filter(one -> account.id().equals(one.takenBy()))
                .orElseThrow(() -> new DeskWork.No("这位群众不是您在接待"));
        var before =
                consulting.turns().last(handoff.conversation(), WORDS).stream().map(turn -> turn.said());
        var since = consulting.handoffs().said(id, 0).stream()
                .filter(message -> message.from() == Sender.CITIZEN)
                .map(Message::text);
        return lastOf(Stream.concat(before, since).toList());
    }

    private Published.@Nullable About about(JsonNode frame) {
        var matter = name(frame, "matter");
        return matter == null ? null : published.matter(matter).orElse(null);
    }

    /** One that is published. */
    private @Nullable String department(JsonNode frame) {
        var department = name(frame, "department");
        return department != null && published.departments().contains(department) ? department : null;
    }

    private static @Nullable String name(JsonNode frame, String field) {
        var name = frame.path(field).stringValue(null);
        return name == null || name.isBlank() || name.length() > LONGEST_NAME ? null : name;
    }

    private static String text(JsonNode frame) {
        return frame.path("text").stringValue("");
    }

    private DeskFrame whom(JsonNode frame) {
        var about = about(frame);
        var department = about == null ? department(frame) : about.department();
        return new DeskFrame.Whom(
                about == null ? null : about.id(),
                about == null ? null : about.name(),
                department,
                askable(department).toList(),
                phone(about, department));
    }

    private Consultation take(Account account, String id) {
        requireDepartment(account, id);
        return consultations.take(id, account);
    }

    /** An expert answers for his departments, and for what is of none. */
    private void requireDepartment(Account account, String id) {
        var department = consultations.find(id).map(Consultation::department).orElse(null);
        if (department != null && !departments(account).contains(department))
            throw new DeskWork.No("这是“" + department + "”的业务，不归您答");
    }

    private Consultation pass(Account account, String id, JsonNode frame) {
        var to = frame.path("to").stringValue(null);
        if (to == null) return consultations.pass(id, account, null);
        var colleague = accounts.find(to)
                .filter(one -> one.is(Role.EXPERT) && desks.isAskable(one.id()))
                .orElseThrow(() -> new DeskWork.No("这位同事现在不在"));
        requireDepartment(colleague, id);
        return consultations.pass(id, account, colleague);
    }

    /** Of whoever answers: it is answered; of whoever asked: he has read it. */
    private Consultation done(Account account, String id, JsonNode frame) {
        boolean asked = consultations
                .find(id)
                .filter(one -> one.askedBy().equals(account.id()))
                .isPresent();
        return asked ? consultations.seen(id, account) : consultations.answer(id, account, text(frame));
    }

    private Consultation propose(Account account, String id, JsonNode frame) {
        var proposing = consulting.proposing().get();
        if (proposing == null) throw new DeskWork.No("这台服务器没有开通提议口径");
        return consultations.propose(id, account, text(frame), proposing);
    }

    // what is told

    /** @param all also those who could take it, or could have */
    private void tell(String id, boolean all) {
        telling.lock();
        try {
            var now = consultations.find(id).orElse(null);
            if (now == null) return;
            var view = view(now);
            var others = new LinkedHashSet<String>();
            if (all || now.state() == State.WAITING)
                consulting.departments().experts(now.department()).forEach(expert -> others.add(expert.id()));
            others.removeAll(sides(now));
            for (var account : sides(now)) desks.tellOf(new DeskFrame.Consult(view), account);
            var shown = new DeskFrame.Consult(now.state() == State.WAITING ? view : view.withoutWords());
            for (var account : others) desks.tellOf(shown, account);
        } finally {
            telling.unlock();
        }
    }

    private void tellTo(Consultation now, String account) {
        telling.lock();
        try {
            consultations.find(now.id()).ifPresent(one -> desks.tellOf(new DeskFrame.Consult(view(one)), account));
        } finally {
            telling.unlock();
        }
    }

    /** Whoever asked, and whoever has it or had it last. */
    private static Set<String> sides(Consultation one) {
        var expert = one.takenBy();
        return expert == null ? Set.of(one.askedBy()) : Set.of(one.askedBy(), expert);
    }

    private ConsultView view(Consultation one) {
        var matter = one.matter();
        var about = matter == null ? null : published.matter(matter).orElse(null);
        return new ConsultView(
                one.id(),
                one.version(),
                one.state().word(),
                one.callId(),
                one.handoff(),
                matter,
                about == null ? null : about.name(),
                one.aspect(),
                one.department(),
                one.question(),
                one.words(),
                person(one.askedBy()),
                one.askedAt(),
                one.takenBy() == null ? null : person(Objects.requireNonNull(one.takenBy())),
                one.takenAt(),
                one.closedAt(),
                one.expires(),
                one.seen(),
                one.messages().stream()
                        .map(said -> new MessageView(said.seq(), said.by(), said.text(), said.at()))
                        .toList(),
                matter == null ? null : published.reply(matter, one.aspect()).orElse(null),
                one.isOpen()
                        ? askable(one.department())
                                .filter(expert -> !sides(one).contains(expert.id()))
                                .toList()
                        : List.of(),
                phone(about, one.department()),
                one.proposal());
    }

    private Stream<Person> askable(@Nullable String department) {
        return consulting.departments().experts(department).stream()
                .filter(expert -> desks.isAskable(expert.id()))
                .map(expert -> new Person(expert.id(), expert.displayName()));
    }

    private @Nullable PhoneView phone(Published.@Nullable About about, @Nullable String department) {
        if (about != null && about.phone() != null) return PhoneView.of(about.phone());
        return department == null
                ? null
                : PhoneView.of(published.phone(department).orElse(null));
    }

    private Person person(String account) {
        return new Person(
                account, accounts.find(account).map(Account::displayName).orElse(""));
    }

    @Override
    public void close() {
        looking.dispose();
    }
}
