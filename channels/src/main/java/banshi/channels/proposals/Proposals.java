package banshi.channels.proposals;

import static java.util.Objects.requireNonNull;

import banshi.assistant.language.Masking;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.channels.curation.DraftView;
import banshi.channels.curation.Refused;
import banshi.channels.curation.Rewording;
import banshi.channels.curation.Studio;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import banshi.channels.records.Values;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** What the front line proposes to say (口径建议), and what editors decide about it. All of it is written into the audit log. Thread-safe; blocks. */
public final class Proposals {
    private static final int LONGEST_QUESTION = 1_000;
    private static final int LONGEST_ANSWER = 4_000;
    private static final int LONGEST_TITLE = 100;
    private static final String COLUMNS =
            "id, matter, aspect, question, answer, source, account, proposed_at, state, draft, reason, decided_by, decided_at";

    private final Records records;
    private final AuditLog audit;
    private final Clock clock;

    /** Those of an installation. */
    public Proposals(Records records, AuditLog audit, Clock clock) {
        this.records = records;
        this.audit = audit;
        this.clock = clock;
    }

    /** Keeps one and gives its id; where there is one of the same origin, nothing but that one's. */
    public long propose(NewProposal proposal) {
        var known = of(proposal.origin());
        if (known.isPresent()) return known.get();
        try {
            return records.together().execute(_ -> insert(proposal));
        } catch (DuplicateKeyException e) { // proposed twice at once
            return of(proposal.origin()).orElseThrow(() -> e);
        }
    }

    private long insert(NewProposal proposal) {
        var key = new GeneratedKeyHolder();
        records.sql()
                .sql(
                        "insert into proposal (origin, matter, aspect, question, answer, source, account, proposed_at, state)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, 'open')")
                .params(Values.of(
                        proposal.origin(),
                        proposal.matter() == null ? null : proposal.matter().value(),
                        proposal.aspect() == null ? null : proposal.aspect().value(),
                        kept(proposal.question(), LONGEST_QUESTION),
                        kept(proposal.answer(), LONGEST_ANSWER),
                        proposal.source().word(),
                        proposal.account(),
                        Times.of(clock.instant())))
                .update(key, "id");
        long id = requireNonNull(key.getKeyAs(Long.class));
        audit.write(proposal.by().did(AuditEvent.Type.PROPOSAL_MADE, object(id)));
        return id;
    }

    private static String kept(String words, int longest) {
        var masked = Masking.masked(words.strip()).replace("\0", "");
        return masked.length() <= longest ? masked : masked.substring(0, longest - 1) + "…";
    }

    private static String object(long id) {
        return "proposal:" + id;
    }

    /** The id of the one of that origin; nothing where there is none. */
    public Optional<Long> of(@Nullable String origin) {
        if (origin == null) return Optional.empty();
        return records.sql()
                .sql("select id from proposal where origin = ?")
                .param(origin)
                .query(Long.class)
                .optional();
    }

    /** Those of a state, the latest first. */
    public List<Proposal> list(State state, int most) {
        return records.sql()
                .sql("select " + COLUMNS
                        + " from proposal where state = ? order by proposed_at desc, id desc fetch first ? rows only")
                .params(state.word(), most)
                .query((row, _) -> proposal(row))
                .list();
    }

    /** How many there are of each state. */
    public Map<State, Integer> counts() {
        var counts = new EnumMap<State, Integer>(State.class);
        Arrays.stream(State.values()).forEach(state -> counts.put(state, 0));
        records.sql()
                .sql("select state, count(*) as many from proposal group by state")
                .query(row -> {
                    counts.put(State.of(row.getString("state")), row.getInt("many"));
                });
        return counts;
    }

    /** The one of that id; nothing where there is none. */
    public Optional<Proposal> find(long id) {
        return records.sql()
                .sql("select " + COLUMNS + " from proposal where id = ?")
                .param(id)
                .query((row, _) -> proposal(row))
                .optional();
    }

    /**
     * Opens a draft that has the proposed words in the template of a matter and an aspect.
     *
     * @param matter where it is to stand; null for what the proposal says
     * @param aspect likewise
     * @throws Refused if it is decided already, nobody has said what it is about, or he may not
     */
    public DraftView draft(
            long id, @Nullable MatterId matter, @Nullable AspectId aspect, Studio studio, Account account) {
        var proposal = open(id);
        var about = matter != null ? matter : proposal.matter();
        var asked = aspect != null ? aspect : proposal.aspect();
        if (about == null || asked == null) throw new Refused(Refused.Why.NOT_NOW, "先选好这句话是说哪个事项、哪个要素的");
        var rewording = new Rewording(about, asked, form(proposal.source()), proposal.answer());
        var names = studio.names();
        var title = "一线建议：" + names.getOrDefault(about.value(), about.value()) + "·"
                + names.getOrDefault(asked.value(), asked.value());
        var draft = studio.reword(
                title.substring(0, Math.min(title.length(), LONGEST_TITLE)), "采纳一线建议 " + id, rewording, account);
        if (!decide(id, State.DRAFTED, draft.draft().id().value(), null, account)) {
            studio.discard(draft.draft().id(), account);
            throw decided();
        }
        return draft;
    }

    /** In which form of a template it is to stand. */
    public static Rewording.Form form(Source source) {
        return switch (source) {
            case CONSULT -> Rewording.Form.TEXT;
            case EDIT -> Rewording.Form.SPOKEN;
        };
    }

    /**
     * Keeps that one is not taken up.
     *
     * @param reason why, for whoever proposed it
     * @throws Refused if it is decided already, there is no reason, or he may not
     */
    public void decline(long id, String reason, Account account) {
        if (!account.is(Role.EDITOR)) throw new Refused(Refused.Why.NOT_ALLOWED, "要有“" + Role.EDITOR.chinese() + "”角色");
        if (reason.isBlank()) throw new Refused(Refused.Why.NOT_NOW, "请写上不采纳的原因，提的人看得明白");
        open(id);
        if (!decide(id, State.DECLINED, null, reason.strip(), account)) throw decided();
    }

    private Proposal open(long id) {
        var proposal = find(id).orElseThrow(() -> new Refused(Refused.Why.NOT_THERE, "没有这条建议，可能已经过期"));
        if (proposal.state() != State.OPEN) throw decided();
        return proposal;
    }

    private static Refused decided() {
        return new Refused(Refused.Why.NOT_NOW, "这条建议刚刚有人处理过了；请刷新列表");
    }

    /** False where somebody was faster. */
    private boolean decide(long id, State state, @Nullable String draft, @Nullable String reason, Account account) {
        return records.together().execute(_ -> {
            int changed = records.sql()
                    .sql("update proposal set state = ?, draft = ?, reason = ?, decided_by = ?, decided_at = ?"
                            + " where id = ? and state = 'open'")
                    .params(Values.of(state.word(), draft, reason, account.id(), Times.of(clock.instant()), id))
                    .update();
            if (changed > 0) audit.write(Actor.of(account).did(AuditEvent.Type.PROPOSAL_DECIDED, object(id)));
            return changed > 0;
        });
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        var matter = row.getString("matter");
        var aspect = row.getString("aspect");
        var by = row.getString("decided_by");
        var at = Times.optional(row, "decided_at");
        return new Proposal(
                row.getLong("id"),
                matter == null ? null : new MatterId(matter),
                aspect == null ? null : new AspectId(aspect),
                row.getString("question"),
                row.getString("answer"),
                Source.of(row.getString("source")),
                row.getString("account"),
                Times.in(row, "proposed_at"),
                State.of(row.getString("state")),
                by == null || at == null
                        ? null
                        : new Proposal.Decision(by, at, row.getString("draft"), row.getString("reason")));
    }
}
