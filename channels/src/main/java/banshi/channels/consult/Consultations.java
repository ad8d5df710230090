package banshi.channels.consult;

import static java.util.Objects.requireNonNull;

import banshi.assistant.language.Masking;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Actor;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.channels.consult.Consultation.Message;
import banshi.channels.consult.Consultation.State;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All consultations (业务咨询库). Whatever somebody says is masked before it is kept; what is done is kept before this returns, with its row of the audit log or not at all. Of several who take one, the first has it. Thread-safe,
 * also together with other servers; blocks.
 */
public final class Consultations {
    /** Of a question, in characters. */
    public static final int LONGEST_QUESTION = 500;

    /** Of something said in it, or an answer, likewise. */
    public static final int LONGEST_TEXT = 2_000;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final int MOST_OPEN = 10;
    private static final int MOST_MESSAGES = 200;
    private static final int MOST_SHOWN = 50;
    private static final int LONGEST_WORDS = 6_000;
    private static final String OPEN = "state in ('waiting', 'taken')";
    private static final String CHANGED = "update consultation set version = version + 1, ";

    private final ConsultSettings settings;
    private final Records records;
    private final AuditLog audit;
    private final Clock clock;

    /** Those of an installation. */
    public Consultations(ConsultSettings settings, Records records, AuditLog audit, Clock clock) {
        this.settings = settings;
        this.records = records;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Asks; a second time, under the same id, it is the same consultation.
     *
     * @throws ConsultRefusal where it cannot be asked
     */
    public Consultation ask(NewConsultation wanted, Account by) {
        if (!ID.matcher(wanted.id()).matches()) throw new ConsultRefusal("这次呼叫的编号不对，请重新打开页面");
        var question = text(wanted.question(), LONGEST_QUESTION);
        return together(() -> {
            var before = find(wanted.id());
            if (before.isPresent()) {
                if (before.get().askedBy().equals(by.id())) return before.get();
                throw new ConsultRefusal("这次呼叫的编号有人用了，请重新打开页面");
            }
            int open = sql().sql("select count(*) from consultation where asked_by = ? and " + OPEN)
                    .param(by.id())
                    .query(Integer.class)
                    .single();
            if (open >= MOST_OPEN) throw new ConsultRefusal("您已经有 " + MOST_OPEN + " 个没答的咨询，先撤回不用的");
            var words = masked(String.join("\n", wanted.words()));
            sql().sql(
                            "insert into consultation (id, state, version, call_id, handoff, matter, aspect, department, question, words,"
                                    + " asked_by, asked_at, expires_at, messages) values (?, 'waiting', 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)")
                    .params(Arrays.<@Nullable Object>asList(
                            wanted.id(),
                            wanted.callId(),
                            wanted.handoff(),
                            wanted.matter(),
                            wanted.aspect(),
                            wanted.department(),
                            question,
                            words.substring(Math.max(0, words.length() - LONGEST_WORDS)),
                            by.id(),
                            Times.of(clock.instant()),
                            expires()))
                    .update();
            return did(by, AuditEvent.Type.CONSULTATION_ASKED, wanted.id());
        });
    }

    /**
     * An expert takes it; whoever has it may take it again.
     *
     * @throws ConsultRefusal where it waits no more
     */
    public Consultation take(String id, Account by) {
        return together(() -> {
            int taken = sql().sql(
                            CHANGED
                                    + "state = 'taken', taken_by = ?, taken_at = ?, expires_at = ? where id = ? and state = 'waiting' and asked_by <> ? and expires_at > ?")
                    .params(by.id(), now(), expires(), id, by.id(), now())
                    .update();
            if (taken > 0) return did(by, AuditEvent.Type.CONSULTATION_TAKEN, id);
            var there = existing(id);
            if (there.state() == State.TAKEN && by.id().equals(there.takenBy())) return there;
            if (there.askedBy().equals(by.id())) throw new ConsultRefusal("这是您自己问的，要由别人来答");
            throw new ConsultRefusal(
                    switch (there.state()) {
                        case TAKEN -> "已经有同事接了";
                        case WAITING, EXPIRED -> "等得太久，这次咨询已经过期";
                        case ANSWERED, WITHDRAWN -> closed(there);
                    });
        });
    }

    /**
     * Whoever has it hands it over.
     *
     * @param to who has it now; null for it to wait again
     * @throws ConsultRefusal where he has it not, or it cannot be handed there
     */
    public Consultation pass(String id, Account by, @Nullable Account to) {
        return together(() -> {
            if (to != null && to.id().equals(existing(id).askedBy())) throw new ConsultRefusal("不能转给提问的人");
            int passed = to == null
                    ? sql().sql(
                                    CHANGED
                                            + "state = 'waiting', taken_by = null, taken_at = null, expires_at = ? where id = ? and state = 'taken' and taken_by = ?")
                            .params(expires(), id, by.id())
                            .update()
                    : sql().sql(
                                    CHANGED
                                            + "taken_by = ?, taken_at = ?, expires_at = ? where id = ? and state = 'taken' and taken_by = ?")
                            .params(to.id(), now(), expires(), id, by.id())
                            .update();
            if (passed == 0) throw notHis(existing(id), by);
            return to == null ? existing(id) : did(to, AuditEvent.Type.CONSULTATION_TAKEN, id);
        });
    }

    /**
     * Either side says something.
     *
     * @throws ConsultRefusal where it is neither's, or it is over
     */
    public Consultation say(String id, Account by, String text) {
        var masked = text(text, LONGEST_TEXT);
        return together(() -> {
            added(id, by, masked);
            return existing(id);
        });
    }

    private void added(String id, Account by, String masked) {
        // the row is locked until the end, so that numbers follow one another
        int open = sql().sql(CHANGED + "messages = messages + 1, expires_at = ? where id = ? and " + OPEN
                        + " and (asked_by = ? or taken_by = ?) and messages < ?")
                .params(expires(), id, by.id(), by.id(), MOST_MESSAGES)
                .update();
        if (open == 0) {
            var there = existing(id);
            if (there.isOpen() && there.messages().size() >= MOST_MESSAGES)
                throw new ConsultRefusal("说得太多了，请完成这一个，再开一个新的");
            throw there.askedBy().equals(by.id()) ? new ConsultRefusal(closed(there)) : notHis(there, by);
        }
        sql().sql(
                        "insert into consultation_message (consultation, seq, account, said_at, said) select id, messages, ?, ?, ? from consultation where id = ?")
                .params(by.id(), now(), masked, id)
                .update();
    }

    /**
     * The expert is done.
     *
     * @param text what he says last; null where he has said it all
     * @throws ConsultRefusal where he has it not, or has answered nothing
     */
    public Consultation answer(String id, Account by, @Nullable String text) {
        var masked = text == null || text.isBlank() ? null : text(text, LONGEST_TEXT);
        return together(() -> {
            if (masked != null) added(id, by, masked);
            int answered = sql().sql(
                            CHANGED
                                    + "state = 'answered', closed_at = ? where id = ? and state = 'taken' and taken_by = ?"
                                    + " and exists (select 1 from consultation_message m where m.consultation = consultation.id and m.account = ?)")
                    .params(now(), id, by.id(), by.id())
                    .update();
            if (answered > 0) return did(by, AuditEvent.Type.CONSULTATION_ANSWERED, id);
            var there = existing(id);
            if (there.state() == State.TAKEN && by.id().equals(there.takenBy())) throw new ConsultRefusal("请先写答复，再点完成");
            throw notHis(there, by);
        });
    }

    /**
     * Whoever asked needs it no more.
     *
     * @throws ConsultRefusal where it is not his, or it is over
     */
    public Consultation withdraw(String id, Account by) {
        return together(() -> {
            int withdrawn = sql().sql(
                            CHANGED + "state = 'withdrawn', closed_at = ? where id = ? and asked_by = ? and " + OPEN)
                    .params(now(), id, by.id())
                    .update();
            if (withdrawn > 0) return existing(id);
            var there = existing(id);
            throw there.askedBy().equals(by.id()) ? new ConsultRefusal(closed(there)) : notHis(there, by);
        });
    }

    /**
     * Whoever asked is done with what came of it.
     *
     * @throws ConsultRefusal where it is not his, or nothing has come of it yet
     */
    public Consultation seen(String id, Account by) {
        return together(() -> {
            int seen = sql().sql(
                            CHANGED
                                    + "seen_at = ? where id = ? and asked_by = ? and state in ('answered', 'expired') and seen_at is null")
                    .params(now(), id, by.id())
                    .update();
            var there = existing(id);
            if (seen == 0 && !there.askedBy().equals(by.id())) throw notHis(there, by);
            if (seen == 0 && there.isOpen()) throw new ConsultRefusal("还没有答复；不用了请点撤回");
            return there;
        });
    }

    /**
     * Proposes its answer as published words, once; so may whoever asked and whoever answered.
     *
     * @param answer in other words than the expert's; null for his
     * @throws ConsultRefusal where it is not answered, is not his, or was proposed before
     */
    public Consultation propose(String id, Account by, @Nullable String answer, Proposing proposing) {
        var masked = answer == null || answer.isBlank() ? null : text(answer, LONGEST_TEXT);
        return together(() -> {
            int mine = sql().sql(
                            CHANGED
                                    + "proposal = 0 where id = ? and state = 'answered' and proposal is null and (asked_by = ? or taken_by = ?)")
                    .params(id, by.id(), by.id())
                    .update();
            var there = existing(id);
            if (mine == 0) {
                if (!by.id().equals(there.askedBy()) && !by.id().equals(there.takenBy())) throw notHis(there, by);
                throw new ConsultRefusal(there.state() == State.ANSWERED ? "已经提议过了" : "答复以后才能提议");
            }
            long proposal = proposing.propose(
                    there.matter(), there.aspect(), there.question(), masked == null ? there.answer() : masked, by);
            sql().sql("update consultation set proposal = ? where id = ?")
                    .params(proposal, id)
                    .update();
            return did(by, AuditEvent.Type.CONSULTATION_PROPOSED, id);
        });
    }

    /** Gives up those whose time is over; gives their ids. */
    public List<String> expire() {
        return sql()
                .sql("select id from consultation where " + OPEN + " and expires_at <= ?")
                .param(now())
                .query((row, _) -> row.getString("id"))
                .list()
                .stream()
                .filter(id -> sql().sql(CHANGED + "state = 'expired', closed_at = ? where id = ? and " + OPEN
                                        + " and expires_at <= ?")
                                .params(now(), id, now())
                                .update()
                        > 0)
                .toList();
    }

    /** The one of that id. */
    public Optional<Consultation> find(String id) {
        return list("id = ?", id).stream().findFirst();
    }

    /** Those that somebody asked and is not done with, the oldest first. */
    public List<Consultation> askedBy(String account) {
        return list(
                "asked_by = ? and (" + OPEN + " or (state in ('answered', 'expired') and seen_at is null))", account);
    }

    /** Those that an expert has, the oldest first. */
    public List<Consultation> takenBy(String account) {
        return list("taken_by = ? and state = 'taken'", account);
    }

    /**
     * Those that are open in one of these departments, or in none, the oldest first.
     *
     * @param departments of an expert
     */
    public List<Consultation> openIn(Collection<String> departments) {
        var none = list("department is null and " + OPEN);
        var some = departments.stream().flatMap(one -> list("department = ? and " + OPEN, one).stream());
        return Stream.concat(none.stream(), some)
                .sorted(Comparator.comparing(Consultation::askedAt).thenComparing(Consultation::id))
                .limit(MOST_SHOWN)
                .toList();
    }

    private List<Consultation> list(String where, Object... values) {
        return sql()
                .sql("select * from consultation where " + where + " order by asked_at, id fetch first " + MOST_SHOWN
                        + " rows only")
                .params(values)
                .query((row, _) -> read(row))
                .list()
                .stream()
                .map(one -> one.with(messages(one.id())))
                .toList();
    }

    private List<Message> messages(String id) {
        return sql().sql("select * from consultation_message where consultation = ? order by seq")
                .param(id)
                .query((row, _) -> new Message(
                        row.getInt("seq"), row.getString("account"), row.getString("said"), Times.in(row, "said_at")))
                .list();
    }

    private static Consultation read(ResultSet row) throws SQLException {
        long proposal = row.getLong("proposal");
        boolean proposed = !row.wasNull();
        return new Consultation(
                row.getString("id"),
                State.of(row.getString("state")),
                row.getInt("version"),
                row.getString("call_id"),
                row.getString("handoff"),
                row.getString("matter"),
                row.getString("aspect"),
                row.getString("department"),
                row.getString("question"),
                row.getString("words").lines().toList(),
                row.getString("asked_by"),
                Times.in(row, "asked_at"),
                row.getString("taken_by"),
                Times.optional(row, "taken_at"),
                Times.optional(row, "closed_at"),
                Times.in(row, "expires_at"),
                Times.optional(row, "seen_at") != null,
                proposed ? proposal : null,
                List.of());
    }

    private Consultation existing(String id) {
        return find(id).orElseThrow(() -> new ConsultRefusal("没有这次咨询"));
    }

    private Consultation did(Account by, AuditEvent.Type type, String id) {
        var now = existing(id);
        audit.write(Actor.of(by).did(type, now.object()));
        return now;
    }

    private static ConsultRefusal notHis(Consultation there, Account by) {
        if (there.state() == State.WAITING) return new ConsultRefusal("请先接，再答");
        if (there.state() == State.TAKEN || !by.id().equals(there.takenBy())) return new ConsultRefusal("这次咨询是别人的");
        return new ConsultRefusal(closed(there));
    }

    private static String closed(Consultation there) {
        return switch (there.state()) {
            case WAITING, TAKEN -> "这次咨询还没有结束";
            case ANSWERED -> "这次咨询已经答复完了";
            case WITHDRAWN -> "提问的人已经撤回了";
            case EXPIRED -> "太久没有人答，这次咨询已经过期";
        };
    }

    private static String text(String text, int longest) {
        var stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > longest) throw new ConsultRefusal("请写 1 到 " + longest + " 个字");
        return masked(stripped);
    }

    private static String masked(String text) {
        return Masking.masked(text).replace("\0", "");
    }

    private OffsetDateTime now() {
        return Times.of(clock.instant());
    }

    private OffsetDateTime expires() {
        return Times.of(clock.instant().plus(settings.patience()));
    }

    private JdbcClient sql() {
        return records.sql();
    }

    private <T> T together(Supplier<T> work) {
        return requireNonNull(records.together().execute(_ -> work.get()));
    }
}
