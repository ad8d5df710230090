package banshi.channels.shift;

import banshi.assistant.language.Masking;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import banshi.channels.shift.ReviewRefusal.Why;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The quality checklist of each call (质检): what the transcript shows by itself, and what somebody who leads a shift finds, which alone counts. A call is judged when it has ended, by nobody who
 * had it himself, and the agent who had it reads what was found. Thread-safe, also together with other servers on the same database; blocks.
 */
public final class Reviews {
    private static final int MOST_ANSWERS = 100;

    private final Records records;
    private final AuditLog audit;
    private final Checklist checklist;
    private final JsonMapper json;
    private final Clock clock;

    /** Of a database. */
    public Reviews(Records records, AuditLog audit, Checklist checklist, JsonMapper json, Clock clock) {
        this.records = records;
        this.audit = audit;
        this.checklist = checklist;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A checklist as it stands (一张质检表).
     *
     * @param version how often it was judged; 0 where nobody has
     * @param mayReview whether whoever looks may judge it now
     * @param reviewer null where nobody has judged it
     * @param points all, in order
     */
    public record Sheet(
            String callId,
            int version,
            boolean mayReview,
            @Nullable String reviewer,
            @Nullable Instant reviewedAt,
            @Nullable String remark,
            List<Line> points) {}

    /**
     * A point of it.
     *
     * @param mark null where nobody has judged it
     * @param automatic what the transcript shows by itself; null where it shows nothing
     */
    public record Line(
            String id,
            String name,
            String how,
            @Nullable Mark mark,
            @Nullable String remark,
            @Nullable Automatic automatic) {}

    /**
     * What the transcript shows by itself (自动预判).
     *
     * @param utterances in which it is
     * @param card the id of the card in which it is; null where it is in none
     */
    public record Automatic(
            Mark mark, List<String> utterances, @Nullable String card) {}

    /** What somebody finds of a point. */
    public record Finding(String point, Mark mark, @Nullable String remark) {}

    private record Call(@Nullable String agent, boolean ended) {}

    private record Review(
            int version,
            @Nullable String reviewer,
            Instant at,
            @Nullable String remark) {}

    /** The points by which calls are judged. */
    public List<String> points() {
        return checklist.points().stream().map(Checklist.Point::id).toList();
    }

    /**
     * That of a call.
     *
     * @throws ReviewRefusal where there is none for whoever asks
     */
    public Sheet open(String callId, Account account) {
        return sheet(callId, call(callId, account), account);
    }

    private Call call(String callId, Account account) {
        return records.sql()
                .sql("select agent, ended_at from hotline_call where id = ?")
                .param(callId)
                .query((row, _) -> new Call(row.getString("agent"), Times.optional(row, "ended_at") != null))
                .optional()
                .filter(call -> account.is(Role.SUPERVISOR) || account.id().equals(call.agent()))
                .orElseThrow(() -> new ReviewRefusal(Why.UNKNOWN, "没有这通电话，或者不是您接的；请刷新列表"));
    }

    private Sheet sheet(String callId, Call call, Account account) {
        var review = records.sql()
                .sql("select r.version, r.reviewed_at, r.remark, a.display_name from call_review r"
                        + " left join account a on a.id = r.reviewer where r.call = ?")
                .param(callId)
                .query((row, _) -> new Review(
                        row.getInt("version"),
                        row.getString("display_name"),
                        Times.in(row, "reviewed_at"),
                        row.getString("remark")))
                .optional();
        Map<String, Finding> found = new HashMap<>();
        records.sql()
                .sql("select point, mark, remark from call_review_point where call = ?")
                .param(callId)
                .query(row -> {
                    var point = row.getString("point");
                    found.put(point, new Finding(point, Mark.of(row.getString("mark")), row.getString("remark")));
                });
        var heard = heard(callId);
        return new Sheet(
                callId,
                review.map(Review::version).orElse(0),
                mayReview(call, account).isEmpty(),
                review.map(Review::reviewer).orElse(null),
                review.map(Review::at).orElse(null),
                review.map(Review::remark).orElse(null),
                checklist.points().stream()
                        .map(point -> line(point, found.get(point.id()), heard))
                        .toList());
    }

    private static Line line(Checklist.Point point, @Nullable Finding finding, Sign.Heard heard) {
        var sign = point.sign();
        var shown = sign == null ? null : sign.in(heard);
        return new Line(
                point.id(),
                point.name(),
                point.how(),
                finding == null ? null : finding.mark(),
                finding == null ? null : finding.remark(),
                shown == null ? null : new Automatic(shown.mark(), shown.utterances(), shown.card()));
    }

    private Sign.Heard heard(String callId) {
        var lines = records.sql()
                .sql(
                        "select id, said from hotline_utterance where call = ? and speaker = 'agent' and is_final = true order by number")
                .param(callId)
                .query((row, _) -> new Sign.Line(row.getString("id"), row.getString("said")))
                .list();
        var answers = records.sql()
                .sql("select s.number, s.card, (select count(*) from hotline_feedback f where f.call = s.call"
                        + " and f.suggestion = s.number and f.action in ('adopted', 'edited')) as used"
                        + " from hotline_suggestion s where s.call = ? and s.kind = 'answer' order by s.number fetch first "
                        + MOST_ANSWERS + " rows only")
                .param(callId)
                .query((row, _) -> new Sign.Answer(
                        "s" + row.getInt("number"), row.getInt("used") > 0, materials(row.getString("card"))))
                .list();
        return new Sign.Heard(lines, answers);
    }

    /** The names of those that have to be brought. */
    private List<String> materials(String card) {
        try {
            return json.readTree(card)
                    .path("materials")
                    .valueStream()
                    .filter(material -> material.path("required").booleanValue(false))
                    .map(material -> material.path("name").stringValue(""))
                    .toList();
        } catch (JacksonException e) {
            return List.of(); // of another version
        }
    }

    /** Why not; nothing where he may. */
    private static Optional<ReviewRefusal> mayReview(Call call, Account account) {
        if (!account.is(Role.SUPERVISOR)) return Optional.of(new ReviewRefusal(Why.NOT_ALLOWED, "质检由值班长来做"));
        if (account.id().equals(call.agent()))
            return Optional.of(new ReviewRefusal(Why.NOT_ALLOWED, "自己接的电话，请别的值班长来质检"));
        if (!call.ended()) return Optional.of(new ReviewRefusal(Why.CONFLICT, "通话还没有结束，结束以后再质检"));
        return Optional.empty();
    }

    /**
     * Judges a call, for the first time or anew; what was found before is found no more.
     *
     * @param version as whoever judges has seen it
     * @param findings of all points, each once
     * @throws IllegalArgumentException if it is not all of them, each once
     * @throws ReviewRefusal if there is no such call for him, he may not, or it is not of that version any more
     */
    public Sheet review(String callId, int version, List<Finding> findings, @Nullable String remark, Account account) {
        if (findings.size() != points().size()
                || !findings.stream().map(Finding::point).toList().containsAll(points()))
            throw new IllegalArgumentException("findings must be of all of " + points() + ", each once");
        var call = call(callId, account);
        mayReview(call, account).ifPresent(refusal -> {
            throw refusal;
        });
        try {
            records.together().executeWithoutResult(_ -> {
                put(callId, version, masked(remark), account);
                records.sql()
                        .sql("delete from call_review_point where call = ?")
                        .param(callId)
                        .update();
                for (var finding : findings)
                    records.sql()
                            .sql("insert into call_review_point (call, point, mark, remark) values (?, ?, ?, ?)")
                            .params(values(
                                    callId, finding.point(), finding.mark().word(), masked(finding.remark())))
                            .update();
                audit.write(Actor.of(account).did(AuditEvent.Type.CALL_REVIEWED, "call:" + callId));
            });
        } catch (DuplicateKeyException e) { // somebody else was the first at the same moment
            throw stale();
        }
        return sheet(callId, call, account);
    }

    private void put(String callId, int version, @Nullable String remark, Account account) {
        var now = Times.of(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var done = version == 0
                ? records.sql()
                        .sql(
                                "insert into call_review (reviewer, reviewed_at, remark, call, version) values (?, ?, ?, ?, 1)")
                        .params(values(account.id(), now, remark, callId))
                : records.sql()
                        .sql("update call_review set version = version + 1, reviewer = ?, reviewed_at = ?, remark = ?"
                                + " where call = ? and version = ?")
                        .params(values(account.id(), now, remark, callId, version));
        if (done.update() == 0) throw stale();
    }

    private static ReviewRefusal stale() {
        return new ReviewRefusal(Why.CONFLICT, "这通电话刚被别人质检过，您看到的已经不是最新的；请刷新后再看");
    }

    /** Without what tells who somebody is, and without NUL, which PostgreSQL does not take. */
    private static @Nullable String masked(@Nullable String words) {
        return words == null ? null : Masking.masked(words).replace("\0", "");
    }

    private static List<@Nullable Object> values(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
