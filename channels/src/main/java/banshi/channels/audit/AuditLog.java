package banshi.channels.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Sha256;
import banshi.channels.audit.AuditCheck.Fault;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Records;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * The log of what members of staff did (审计日志), for whoever does something that has to be accounted for: {@link #write}. Thread-safe, also together with other
 * servers on the same database; blocks.
 *
 * <p>Each row is signed (HMAC-SHA256 under a key of the installation's secret) together with the hash of the row before it, and so is the note of where the log
 * begins and ends. Without the secret nobody can change, remove, insert or reorder rows unnoticed; with it, and with the database, somebody could write all of it
 * anew, or bring back an older state of the whole: against that, note the end that {@link AuditCheck.Intact} tells somewhere else.
 */
public final class AuditLog {
    private static final String COLUMNS = "seq, at_millis, account, role, type, object, result, previous, hash";
    private static final int READ_AT_ONCE = 1_000;

    private final Records records;
    private final Clock clock;
    private final Sha256.Key key;

    /** Of an installation. */
    public AuditLog(Records records, Secret secret, Clock clock) {
        this.records = records;
        this.clock = clock;
        key = new Sha256.Key(secret.keyFor("audit"));
        begin();
    }

    private void begin() {
        try {
            if (head(false).isEmpty()) save(new Head(0, AuditEntry.BEGINNING, 0, AuditEntry.BEGINNING), true);
        } catch (DuplicateKeyException e) {
            // another server began it at this moment
        }
    }

    /** @param anchorSeq the last row that was deleted as too old, with its hash */
    private record Head(long seq, String hash, long anchorSeq, String anchorHash) {
        String seal(Sha256.Key key) {
            var all = "head\n" + seq + "\n" + hash + "\n" + anchorSeq + "\n" + anchorHash;
            return HexFormat.of().formatHex(key.sign(all.getBytes(UTF_8)));
        }
    }

    /** As it is in the database. */
    private record Sealed(Head head, String seal) {
        boolean isAsWritten(Sha256.Key key) {
            return seal.equals(head.seal(key));
        }
    }

    /** Writes one; within a transaction of the records, with it or not at all. Who writes at the same time waits. */
    public AuditEntry write(AuditEvent event) {
        return records.together().execute(_ -> {
            var head = head(true).orElseThrow(AuditLog::noHead).head();
            var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var entry = AuditEntry.of(event, head.seq() + 1, at, head.hash(), key);
            records.sql()
                    .sql("insert into audit_entry (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            entry.seq(),
                            at.toEpochMilli(),
                            event.account(),
                            event.role(),
                            event.type().word(),
                            event.object(),
                            event.result().word(),
                            entry.previous(),
                            entry.hash())
                    .update();
            save(new Head(entry.seq(), entry.hash(), head.anchorSeq(), head.anchorHash()), false);
            return entry;
        });
    }

    /**
     * Those before a row, the newest first.
     *
     * @param before {@link Long#MAX_VALUE} for the newest of all
     */
    public List<AuditEntry> last(long before, int most) {
        return records.sql()
                .sql("select " + COLUMNS + " from audit_entry where seq < ? order by seq desc fetch first ? rows only")
                .params(before, most)
                .query((row, _) -> entry(row))
                .list();
    }

    /** Those after a row, the oldest first. */
    public List<AuditEntry> after(long seq, int most) {
        return records.sql()
                .sql("select " + COLUMNS + " from audit_entry where seq > ? order by seq fetch first ? rows only")
                .params(seq, most)
                .query((row, _) -> entry(row))
                .list();
    }

    /** Reads all of it and tells whether it is as it was written, or the first row that is not. What is written meanwhile is read too. */
    public AuditCheck verify() {
        var start = head(false);
        if (start.isEmpty() || !start.get().isAsWritten(key)) return new AuditCheck.Broken(0, Fault.HEAD);
        var before = strayBefore(start.get().head());
        if (before != null) return new AuditCheck.Broken(before, Fault.INSERTED);
        var chain = new Chain(start.get().head());
        while (true) {
            var fault = chain.follow();
            if (fault != null) return new AuditCheck.Broken(chain.seq + 1, fault);
            var end = head(false);
            if (end.isEmpty() || !end.get().isAsWritten(key)) return new AuditCheck.Broken(0, Fault.HEAD);
            if (chain.isAt(end.get().head())) return new AuditCheck.Intact(chain.from, chain.seq, chain.hash);
            if (after(chain.seq, 1).isEmpty()) {
                boolean cut = end.get().head().seq() > chain.seq;
                return new AuditCheck.Broken(cut ? chain.seq + 1 : 0, cut ? Fault.REMOVED : Fault.HEAD);
            }
        }
    }

    /** A row before the first that is kept. */
    private @Nullable Long strayBefore(Head head) {
        return records.sql()
                .sql("select min(seq) from audit_entry where seq <= ?")
                .param(head.anchorSeq())
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    /** The rows, read one after the other. */
    private final class Chain {
        private final long from;
        private final long known;
        private long seq;
        private String hash;

        /** @param start before whose first row nothing is read */
        Chain(Head start) {
            from = start.anchorSeq() + 1;
            known = start.seq();
            seq = start.anchorSeq();
            hash = start.anchorHash();
        }

        boolean isAt(Head head) {
            return head.seq() == seq && head.hash().equals(hash);
        }

        /** Goes on to the last row; tells what is wrong with the one after {@link #seq}, if something is. */
        @Nullable
        Fault follow() {
            while (true) {
                var rows = after(seq, READ_AT_ONCE);
                if (rows.isEmpty()) return null;
                for (var row : rows) {
                    if (row.seq() != seq + 1) return belongsElsewhere() ? Fault.REORDERED : Fault.REMOVED;
                    if (!row.previous().equals(hash) || !row.isAsWritten(row.seq(), key)) return fault(row);
                    seq = row.seq();
                    hash = row.hash();
                }
            }
        }

        private Fault fault(AuditEntry row) {
            boolean ours = isOurs(row);
            if (belongsElsewhere()) return ours ? Fault.REORDERED : Fault.INSERTED;
            if (ours) return Fault.REMOVED; // and those after it were numbered anew
            return row.seq() > known ? Fault.INSERTED : Fault.CHANGED;
        }

        /** Whether the row that belongs here stands somewhere else. */
        private boolean belongsElsewhere() {
            return records
                    .sql()
                    .sql("select " + COLUMNS + " from audit_entry where previous = ?")
                    .param(hash)
                    .query((row, _) -> entry(row))
                    .list()
                    .stream()
                    .anyMatch(row -> row.isAsWritten(seq + 1, key));
        }

        /** Whether it was written by us, under whichever number. */
        private boolean isOurs(AuditEntry row) {
            long last = Math.max(known, row.seq()) + 1;
            for (long number = from; number <= last; number++) if (row.isAsWritten(number, key)) return true;
            return false;
        }
    }

    /**
     * Deletes what is older, and writes down that it did. The rows that are kept are still one chain: the head says which row they follow.
     *
     * @return how many rows that were
     */
    public int deleteOlderThan(Duration keep) {
        return records.together().execute(_ -> {
            var head = head(true).orElseThrow(AuditLog::noHead).head();
            var last = records.sql()
                    .sql("select " + COLUMNS
                            + " from audit_entry where at_millis < ? order by seq desc fetch first 1 rows only")
                    .param(clock.instant().minus(keep).toEpochMilli())
                    .query((row, _) -> entry(row))
                    .optional();
            if (last.isEmpty()) return 0;
            int rows = records.sql()
                    .sql("delete from audit_entry where seq <= ?")
                    .param(last.get().seq())
                    .update();
            save(new Head(head.seq(), head.hash(), last.get().seq(), last.get().hash()), false);
            write(new AuditEvent(
                    AuditEvent.OPERATOR,
                    AuditEvent.NOBODY,
                    AuditEvent.Type.RETENTION,
                    "audit:" + (head.anchorSeq() + 1) + "-" + last.get().seq(),
                    AuditEvent.Result.DONE));
            return rows;
        });
    }

    private Optional<Sealed> head(boolean locked) {
        return records.sql()
                .sql("select seq, hash, anchor_seq, anchor_hash, seal from audit_head where id = 1"
                        + (locked ? " for update" : ""))
                .query((row, _) -> new Sealed(
                        new Head(
                                row.getLong("seq"),
                                row.getString("hash"),
                                row.getLong("anchor_seq"),
                                row.getString("anchor_hash")),
                        row.getString("seal")))
                .optional();
    }

    private void save(Head head, boolean first) {
        records.sql()
                .sql(
                        first
                                ? "insert into audit_head (seq, hash, anchor_seq, anchor_hash, seal, id) values (?, ?, ?, ?, ?, 1)"
                                : "update audit_head set seq = ?, hash = ?, anchor_seq = ?, anchor_hash = ?, seal = ? where id = 1")
                .params(head.seq(), head.hash(), head.anchorSeq(), head.anchorHash(), head.seal(key))
                .update();
    }

    private static IllegalStateException noHead() {
        return new IllegalStateException("the audit log has no head: somebody has deleted it; restore the database");
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("at_millis")),
                row.getString("account"),
                row.getString("role"),
                row.getString("type"),
                row.getString("object"),
                row.getString("result"),
                row.getString("previous"),
                row.getString("hash"));
    }
}
