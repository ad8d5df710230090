package banshi.channels.hotline;

import banshi.assistant.Dialogue;
import banshi.assistant.hotline.CallAssistant;
import banshi.assistant.hotline.CallState;
import banshi.assistant.hotline.Said;
import banshi.assistant.hotline.Speaker;
import banshi.assistant.language.Masking;
import banshi.assistant.release.Directory;
import banshi.channels.hotline.DeskFrame.AgentView;
import banshi.channels.hotline.DeskFrame.CallView;
import banshi.channels.hotline.DeskFrame.DraftView;
import banshi.channels.hotline.DeskFrame.UtteranceView;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call that is going on (进行中的通话): what was said, as far as the desk shows it, what holds of it, and which cards are up. All methods are for its {@linkplain #mailbox mailbox}, in
 * which they may wait for the database.
 */
final class LiveCall {
    /** How long a partial must be the same before it is heard. */
    static final Duration STILL = Duration.ofMillis(600);

    /** And how many letters it must have. */
    static final int LONG_ENOUGH = 8;

    /** How long after its end what is final may still come. */
    static final Duration LATE = Duration.ofMinutes(1);

    /** After which, without a sign of it, it is over. */
    static final Duration LOST = Duration.ofMinutes(30);

    /** After which nobody is expected to finish the papers. */
    static final Duration LONGEST_WRAPUP = Duration.ofMinutes(30);

    /** After which, without a word, the recognition is called silent. */
    static final Duration SILENT = Duration.ofSeconds(20);

    /** Utterances, and letters of them, that are held here; all are in the journal. */
    static final int MOST_HELD = 4_000;

    static final int MOST_LETTERS = 100_000;

    /** Utterances that a desk is shown. */
    static final int MOST_SHOWN = 300;

    /** Of one speaker, over which a number may be spread. */
    private static final int NUMBER_SPREAD = 12;

    /** Of one call. */
    static final int MOST_UTTERANCES = 30_000;

    /** What the ids of utterances begin with that an agent picked for the caller. */
    private static final String PICKED = "desk:";

    private static final int SEQS_COMPARED = 512;
    private static final Duration BETWEEN_DRAFTS = Duration.ofSeconds(1);
    private static final Duration EARLIER = Duration.ofDays(30);

    /** How far a call is (通话状态). */
    enum Stage {
        RINGING,
        TALKING,
        WRAPUP,
        CLOSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Stage of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What all calls share (通话设施).
     *
     * @param listening the pool on which is heard
     * @param drafting the pool on which work orders are drafted, for which nobody who hears waits
     */
    record Parts(
            CallAssistant assistant,
            CallJournal journal,
            DeskListener desks,
            Executor listening,
            Executor drafting,
            Scheduler timer,
            Clock clock,
            CallMeters meters,
            Callers callers,
            Agents agents,
            Directory directory,
            JsonMapper json) {
        Instant now() {
            return Instant.ofEpochMilli(timer.now(TimeUnit.MILLISECONDS));
        }
    }

    private final String callId;
    private final Parts parts;
    private final Mailbox mailbox;
    private final Hearing hearing;
    private final Cards cards;

    private boolean loaded;
    private boolean gone;
    private boolean begun;

    private Stage stage = Stage.RINGING;
    private Instant startedAt = Instant.EPOCH;
    private @Nullable Instant endedAt;
    private @Nullable Instant takenAt;
    private @Nullable Instant closedAt;
    private @Nullable String reason;
    private Instant heardAt = Instant.EPOCH;
    private @Nullable AgentView agent;
    private @Nullable String district;
    private @Nullable String phoneMasked;
    private @Nullable String caller;
    private byte @Nullable [] phone;
    private int earlierCalls;
    private int faults;
    private Seqs seqs = new Seqs();
    private final Map<Integer, Integer> fingerprints = new LinkedHashMap<>();

    /** By number. */
    private final TreeMap<Integer, Spoken> utterances = new TreeMap<>();

    private final Map<String, Integer> numbers = new HashMap<>();
    private int lastNumber;
    private int letters;
    private boolean partlyForgotten;

    private String asr = "ok";
    private String toldAsr = "ok";
    private int toldFaults;

    private final Map<String, Growing> growing = new HashMap<>();
    private CompletableFuture<Void> kept = CompletableFuture.completedFuture(null);
    private boolean rowChanged;
    private final List<CallJournal.Entry> unwritten = new ArrayList<>();

    private boolean drafting;
    private boolean draftDue;
    private Instant draftedAt = Instant.EPOCH;
    private DeskFrame.@Nullable Summary drafted;

    /** A partial that may hold still. */
    private record Growing(Said said, Instant since, boolean heard) {}

    LiveCall(String callId, Parts parts, Mailbox mailbox) {
        this.callId = callId;
        this.parts = parts;
        this.mailbox = mailbox;
        cards = new Cards(callId, parts.json());
        hearing = new Hearing(
                parts.assistant(),
                parts.listening(),
                mailbox,
                () -> LocalDate.now(parts.clock()),
                parts.meters(),
                this::heard);
    }

    String callId() {
        return callId;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** What became of some events. */
    record Taken(int lastSeq, List<Fault> faults) {}

    /** @param index among the events that came together */
    record Fault(int index, String detail) {}

    /** Whether it is out of the register, and what comes must be given to another one of its id. */
    boolean isGone() {
        return gone;
    }

    /** Whether there is such a call at all. */
    boolean isBegun() {
        return begun;
    }

    boolean isOpen() {
        return begun && stage != Stage.CLOSED;
    }

    @Nullable
    AgentView agent() {
        return agent;
    }

    Stage stage() {
        return stage;
    }

    /** Completes when all that was done so far is committed. */
    CompletableFuture<Void> kept() {
        return kept;
    }

    // what comes in

    /** Takes events, after {@link #load}; what is wrong with some is told and keeps none of the others out. */
    Taken take(List<CallEvent> events, long sinceNanos) {
        var wrong = new ArrayList<Fault>();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            var fault = fault(event, sinceNanos);
            if (fault != null) {
                faults++;
                rowChanged = true;
                wrong.add(new Fault(i, fault));
                parts.meters().event(event, "wrong");
            }
        }
        write();
        return new Taken(seqs.last(), wrong);
    }

    private @Nullable String fault(CallEvent event, long sinceNanos) {
        return switch (event) {
            case CallEvent.Started started -> start(started);
            case CallEvent.Transcript said -> hear(said, sinceNanos);
            case CallEvent.Ended ended -> end(ended);
            case CallEvent.Wrong wrong -> {
                if (begun && wrong.seq() > 0 && !seqs.isFullFor(wrong.seq())) seqs.add(wrong.seq());
                yield wrong.detail();
            }
        };
    }

    private void begin(@Nullable Instant at) {
        if (begun) return;
        begun = true;
        var now = parts.now();
        // a sender whose clock is a day off is not believed
        startedAt = at == null || Duration.between(at, now).abs().compareTo(Duration.ofDays(1)) > 0 ? now : at;
    }

    private void signOfLife() {
        heardAt = parts.now();
        rowChanged = true;
        if (stage != Stage.CLOSED) asr = "ok";
    }

    private @Nullable String start(CallEvent.Started started) {
        if (endedAt != null) return "the call has ended";
        boolean first = !begun;
        begin(started.at());
        var before = agent;
        if (agent == null && started.agentId() != null)
            agent = parts.agents().named(started.agentId()).orElse(null);
        if (agent != null && takenAt == null) takenAt = parts.now();
        if (district == null) district = started.district();
        hearing.region(district);
        if (phoneMasked == null) phoneMasked = Callers.shown(started.phoneMasked(), started.phone());
        var number = started.phone();
        if (caller == null && number != null) {
            caller = parts.callers().pseudonym(number);
            phone = parts.callers().sealed(number);
            earlierCalls = parts.journal().calls(caller, parts.now().minus(EARLIER), callId);
        }
        boolean contradicts = !first
                && ((district != null && started.district() != null && !district.equals(started.district()))
                        || (before != null
                                && started.agentId() != null
                                && !before.name().equals(started.agentId())));
        signOfLife();
        parts.meters().event(started, contradicts ? "known" : "kept");
        // whoever saw it as nobody's must see whose it is
        if (!first && before == null) parts.desks().tell(new DeskFrame.Call(view()), null);
        else tell(new DeskFrame.Call(view()));
        return contradicts
                ? "the call was started before, with another agent or district; these are passed over"
                : null;
    }

    private @Nullable String hear(CallEvent.Transcript said, long sinceNanos) {
        int seq = said.seq();
        if (seqs.knows(seq)) {
            parts.meters().event(said, "known");
            var before = fingerprints.get(seq);
            return before == null || before == said.fingerprint() ? null : "other words came under this seq before";
        }
        if (seqs.isFullFor(seq)) return "too many seqs are missing before this one";
        boolean tooLate = endedAt != null && (!said.isFinal() || parts.now().isAfter(endedAt.plus(LATE)));
        if (!begun) begin(null);
        seqs.add(seq);
        fingerprints.put(seq, said.fingerprint());
        if (fingerprints.size() > SEQS_COMPARED)
            fingerprints.remove(fingerprints.keySet().iterator().next());
        rowChanged = true;
        if (tooLate) return "the call has ended";
        signOfLife();
        var before = known(said.utteranceId());
        if (before == null && lastNumber >= MOST_UTTERANCES) return "the call has too many utterances";
        if (before != null && before.speaker() != said.speaker()) return "an utterance does not change its speaker";
        if (before != null && before.isFinal() && !said.isFinal())
            return seq > before.seq() ? "a final is not undone by a partial" : null;
        if (before != null && before.isFinal() == said.isFinal() && before.seq() > seq) return null; // overtaken
        if (stage == Stage.RINGING) {
            stage = Stage.TALKING;
            tell(new DeskFrame.Call(view()));
        }
        keep(said, before, sinceNanos);
        parts.meters().event(said, "kept");
        return null;
    }

    private @Nullable Spoken known(String utteranceId) {
        var number = numbers.get(utteranceId);
        if (number != null) return utterances.get(number);
        return partlyForgotten ? parts.journal().utterance(callId, utteranceId).orElse(null) : null;
    }

    private void keep(CallEvent.Transcript said, @Nullable Spoken before, long sinceNanos) {
        var text = Masking.masked(said.text()).replace("\0", "");
        if (!said.isFinal()) text = SpokenNumbers.beginningCovered(text);
        var now = new Spoken(
                said.utteranceId(),
                before == null ? ++lastNumber : before.number(),
                said.seq(),
                said.speaker(),
                text,
                said.isFinal(),
                said.startMs(),
                said.endMs(),
                said.confidence());
        hold(now);
        var covered = coverSpread(now);
        changed(covered, sinceNanos);
    }

    /** Covers numbers that are spread over this utterance and its neighbours; gives it back as it is now. */
    private Spoken coverSpread(Spoken now) {
        var neighbours = new ArrayList<Spoken>();
        for (var one : utterances.headMap(now.number(), false).descendingMap().values()) {
            if (neighbours.size() == NUMBER_SPREAD || now.number() - one.number() > 4 * NUMBER_SPREAD) break;
            if (one.speaker() == now.speaker()) neighbours.addFirst(one);
        }
        int after = 0;
        neighbours.add(now);
        for (var one : utterances.tailMap(now.number(), false).values()) {
            if (after == NUMBER_SPREAD || one.number() - now.number() > 4 * NUMBER_SPREAD) break;
            if (one.speaker() == now.speaker()) {
                neighbours.add(one);
                after++;
            }
        }
        var texts = neighbours.stream().map(Spoken::text).toList();
        var covered = SpokenNumbers.covered(texts);
        var result = now;
        for (int i = 0; i < texts.size(); i++) {
            if (covered.get(i).equals(texts.get(i))) continue;
            var other = neighbours.get(i).saying(covered.get(i));
            hold(other);
            if (other.number() == now.number()) result = other;
            else {
                unwritten.add(new CallJournal.UtteranceEntry(callId, other));
                tell(new DeskFrame.Transcript(callId, UtteranceView.of(other)));
            }
        }
        return result;
    }

    private void hold(Spoken spoken) {
        var before = utterances.put(spoken.number(), spoken);
        numbers.put(spoken.utteranceId(), spoken.number());
        letters += spoken.text().length() - (before == null ? 0 : before.text().length());
        while (utterances.size() > MOST_HELD || (letters > MOST_LETTERS && utterances.size() > 1)) {
            var oldest = utterances.pollFirstEntry().getValue();
            numbers.remove(oldest.utteranceId());
            letters -= oldest.text().length();
            partlyForgotten = true;
        }
    }

    /** It is kept, shown and, where it is time, heard. */
    private void changed(Spoken now, long sinceNanos) {
        unwritten.add(new CallJournal.UtteranceEntry(callId, now));
        tell(new DeskFrame.Transcript(callId, UtteranceView.of(now)));
        if (now.isFinal()) {
            growing.remove(now.utteranceId());
            hearing.hear(now.said(), sinceNanos);
            draftSoon();
        } else if (now.speaker() == Speaker.CALLER) {
            var before = growing.get(now.utteranceId());
            if (before != null && before.said().text().equals(now.text())) return;
            growing.put(now.utteranceId(), new Growing(now.said(), parts.now(), false));
            if (now.text().length() >= LONG_ENOUGH) lookAgain(now.utteranceId(), STILL);
        }
    }

    private void lookAgain(String utteranceId, Duration after) {
        parts.timer()
                .schedule(() -> mailbox.add(() -> hearIfStill(utteranceId)), after.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void hearIfStill(String utteranceId) {
        var one = growing.get(utteranceId);
        if (one == null || one.heard() || one.said().text().length() < LONG_ENOUGH || stage != Stage.TALKING) return;
        var rest = STILL.minus(Duration.between(one.since(), parts.now()));
        if (rest.isPositive()) { // it has changed meanwhile
            lookAgain(utteranceId, rest);
            return;
        }
        growing.put(utteranceId, new Growing(one.said(), one.since(), true));
        hearing.hear(one.said(), System.nanoTime());
    }

    private @Nullable String end(CallEvent.Ended ended) {
        if (!begun) return "there is no such call";
        if (endedAt == null) end(ended.reason());
        parts.meters().event(ended, "kept");
        return null;
    }

    private void end(String why) {
        endedAt = parts.now();
        reason = Masking.masked(why).replace("\0", "");
        rowChanged = true;
        stage = agent == null ? Stage.CLOSED : Stage.WRAPUP;
        if (stage == Stage.CLOSED) closedAt = endedAt;
        growing.clear();
        asr = "ok";
        withdraw(cards.withdrawAll(), "ended");
        tell(new DeskFrame.Call(view()));
        draftSoon();
    }

    // what comes of it

    private void heard(CallState state, long sinceNanos) {
        if (endedAt == null) {
            var change = cards.show(state.shown(), parts.now());
            withdraw(change.withdrawn(), "superseded");
            for (var card : change.replaced()) unwritten.add(entry(card, "superseded"));
            for (var card : change.shown()) {
                unwritten.add(entry(card, null));
                tell(new DeskFrame.Shown(card.view()));
            }
            if (change.isNew()) parts.meters().suggested(sinceNanos);
        }
        write();
        if (draftDue) draftSoon();
    }

    private CallJournal.CardEntry entry(Cards.Card card, @Nullable String why) {
        return cards.entry(card, asked(card), why, parts.now());
    }

    /** The latest that the caller himself had said of what it is based on, or up to there; null where he had said nothing, or it is no longer held. */
    private @Nullable String asked(Cards.Card card) {
        var latest =
                card.basedOn().isEmpty() ? null : numbers.get(card.basedOn().getLast());
        if (latest == null) return null;
        for (var spoken : utterances.headMap(latest, true).descendingMap().values())
            if (spoken.speaker() == Speaker.CALLER && !spoken.utteranceId().startsWith(PICKED))
                return spoken.utteranceId();
        return null;
    }

    private void withdraw(List<Cards.Card> withdrawn, String why) {
        if (withdrawn.isEmpty()) return;
        for (var card : withdrawn) unwritten.add(entry(card, why));
        tell(new DeskFrame.Withdrawn(
                callId, withdrawn.stream().map(Cards.Card::id).toList(), why));
    }

    /** Drafts the work order when nothing is being heard, at most once a second. */
    private void draftSoon() {
        draftDue = true;
        if (drafting || hearing.isUnderWay()) return;
        var wait = Duration.between(parts.now(), draftedAt.plus(BETWEEN_DRAFTS));
        drafting = true;
        if (wait.isPositive())
            parts.timer().schedule(() -> mailbox.add(this::draft), wait.toMillis(), TimeUnit.MILLISECONDS);
        else draft();
    }

    private void draft() {
        draftDue = false;
        draftedAt = parts.now();
        var state = hearing.state();
        var transcript = utterances.values().stream().map(Spoken::said).toList();
        var day = LocalDate.now(parts.clock());
        parts.drafting().execute(() -> {
            DeskFrame.@Nullable Summary summary = null;
            try {
                var draft = parts.assistant().draft(transcript, state, day);
                var matter = draft.matter();
                var name = matter == null
                        ? null
                        : parts.directory()
                                .matter(matter.value())
                                .map(Matter::name)
                                .orElse(null);
                summary = new DeskFrame.Summary(callId, DraftView.of(draft, name, district), DraftView.evidence(draft));
            } catch (RuntimeException | Error e) { // the call goes on without it
                parts.meters().hearingFailed();
            }
            var done = summary;
            mailbox.add(() -> drafted(done));
        });
    }

    private void drafted(DeskFrame.@Nullable Summary summary) {
        drafting = false;
        if (summary != null && !summary.equals(drafted)) {
            drafted = summary;
            tell(summary);
        }
        if (draftDue) draftSoon();
    }

    // time

    /** What is due: cards that expire, a call that is lost; true where there is no need to hold it any longer. */
    boolean tick() {
        if (!loaded || !begun) return kept.isDone();
        var now = parts.now();
        withdraw(cards.withdrawExpired(now), "expired");
        if (endedAt == null && now.isAfter(heardAt.plus(LOST))) end("lost");
        if (stage == Stage.WRAPUP && endedAt != null && now.isAfter(endedAt.plus(LONGEST_WRAPUP))) close();
        if (stage == Stage.TALKING && asr.equals("ok") && now.isAfter(heardAt.plus(SILENT))) asr = "silent";
        if (!asr.equals(toldAsr) || faults != toldFaults) {
            toldAsr = asr;
            toldFaults = faults;
            tell(new DeskFrame.AsrStatus(callId, asr, faults));
        }
        write();
        return stage == Stage.CLOSED && endedAt != null && now.isAfter(endedAt.plus(LATE)) && kept.isDone();
    }

    /** The sender's line is broken. */
    void lineLost() {
        if (begun && endedAt == null) asr = "lost";
    }

    /** It is out of the register. */
    void leave() {
        gone = true;
    }

    // what agents do

    /** What is known of the case in that matter so far. */
    Circumstances known(MatterId matter) {
        return hearing.state()
                .dialogue()
                .about(matter)
                .map(Dialogue.Talk::known)
                .orElse(Circumstances.NONE);
    }

    /** Whether the caller's number is known, not only as it is shown. */
    boolean hasNumber() {
        return phone != null;
    }

    /** Whether that agent may look at it. */
    boolean isFor(String account) {
        return agent == null || agent.id().equals(account);
    }

    /** It is theirs; false where somebody else has it, or it is over. */
    boolean give(AgentView to) {
        if (agent != null || stage == Stage.CLOSED) return false;
        agent = to;
        takenAt = parts.now();
        rowChanged = true;
        write();
        // everybody's first, so that it goes from the lists of the others
        parts.desks().tell(new DeskFrame.Call(view()), null);
        if (drafted != null) tell(drafted);
        return true;
    }

    /** The papers are done. */
    void close() {
        if (stage == Stage.CLOSED) return;
        stage = Stage.CLOSED;
        closedAt = parts.now();
        rowChanged = true;
        tell(new DeskFrame.Call(view()));
        write();
    }

    /** Heard as if the caller had said it; false where the call has ended. */
    boolean pick(String words, long sinceNanos) {
        if (endedAt != null || lastNumber >= MOST_UTTERANCES) return false;
        int number = ++lastNumber;
        var spoken = new Spoken(PICKED + number, number, 0, Speaker.CALLER, words, true, null, null, null);
        hold(spoken);
        changed(spoken, sinceNanos);
        write();
        return true;
    }

    /** A card of that id, whether it still holds or not; null where there was none. */
    Cards.@Nullable Card card(String id) {
        return cards.find(id);
    }

    /** What an agent made of a card is kept; whatever was used or refused is not shown again in the same words. */
    void judge(Cards.Card card, CallJournal.FeedbackEntry feedback) {
        unwritten.add(feedback);
        if (!feedback.action().equals("copied")) cards.settle(card);
        write();
    }

    // how it is kept

    /** From the journal, once: whoever waits for it waits for the database. */
    void load() {
        if (loaded) return;
        var found = parts.journal().load(callId, MOST_HELD);
        loaded = true;
        heardAt = parts.now();
        if (found.isEmpty()) return;
        var call = found.get().call();
        begun = true;
        stage = Stage.of(call.state());
        startedAt = call.startedAt();
        endedAt = call.endedAt();
        takenAt = call.takenAt();
        closedAt = call.closedAt();
        reason = call.reason();
        heardAt = call.heardAt();
        var account = call.agent();
        agent = account == null ? null : parts.agents().find(account).orElse(null);
        district = call.district();
        hearing.region(district);
        phoneMasked = call.phoneMasked();
        caller = call.caller();
        phone = call.phone();
        earlierCalls = call.earlierCalls();
        faults = call.faults();
        toldFaults = faults;
        seqs = Seqs.of(call.seqs());
        for (var spoken : found.get().utterances()) hold(spoken);
        if (!utterances.isEmpty()) {
            lastNumber = utterances.lastKey();
            partlyForgotten |= utterances.firstKey() > 1;
        }
        cards.restore(found.get().cards(), found.get().feedback());
        if (stage != Stage.CLOSED)
            hearing.hearAll(utterances.values().stream()
                    .filter(Spoken::isFinal)
                    .map(Spoken::said)
                    .toList());
    }

    private void write() {
        if (!begun || (!rowChanged && unwritten.isEmpty())) return;
        var entries = new ArrayList<CallJournal.Entry>();
        if (rowChanged) entries.add(row());
        entries.addAll(unwritten);
        unwritten.clear();
        rowChanged = false;
        kept = CompletableFuture.allOf(kept, parts.journal().write(entries));
    }

    private CallJournal.CallEntry row() {
        return new CallJournal.CallEntry(
                callId,
                stage.word(),
                startedAt,
                endedAt,
                reason,
                heardAt,
                agent == null ? null : agent.id(),
                district,
                phoneMasked,
                caller,
                phone,
                earlierCalls,
                faults,
                seqs.toString(),
                takenAt,
                closedAt);
    }

    /** As a desk is shown it. */
    CallView view() {
        var shown = utterances.descendingMap().values().stream()
                .limit(MOST_SHOWN)
                .map(UtteranceView::of)
                .toList()
                .reversed();
        return new CallView(
                callId,
                stage.word(),
                agent,
                phoneMasked,
                district,
                startedAt,
                endedAt,
                reason,
                earlierCalls,
                shown,
                cards.up().stream().map(Cards.Card::view).toList(),
                faults,
                asr);
    }

    /** What was drafted last, if anything was. */
    DeskFrame.@Nullable Summary summary() {
        return drafted;
    }

    private void tell(DeskFrame frame) {
        parts.desks().tell(frame, agent == null ? null : agent.id());
    }

    /** The words of a choice that a card offers, or has offered; null where none does. */
    @Nullable
    String choice(String matter, @Nullable String aspect, @Nullable String choice) {
        return cards.choice(matter, aspect, choice);
    }
}
