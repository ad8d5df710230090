package banshi.channels.accounts;

import banshi.channels.privacy.Pseudonyms;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;

/**
 * How often somebody tried to prove who he is and could not (登录失败计数), by account name and by address, under pseudonyms; in the database, so for all servers
 * together. A try counts as a failure before it is made: whoever makes many at once gets no more than who makes them one by one. Thread-safe; blocks.
 */
final class Tries {
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 10;

    private final Records records;
    private final Pseudonyms pseudonyms;
    private final Duration wait;
    private final Clock clock;

    /** @param wait after too many; twice as long after each further one */
    Tries(Records records, Pseudonyms pseudonyms, Duration wait, Clock clock) {
        this.records = records;
        this.pseudonyms = pseudonyms;
        this.wait = wait;
        this.clock = clock;
    }

    /** Of an account name, whether there is such an account or not. */
    Subject ofAccount(String name, int allowed) {
        return new Subject(pseudonyms.of("login account\n" + name), allowed);
    }

    /** Of an address. */
    Subject ofAddress(String address, int allowed) {
        return new Subject(pseudonyms.of("login address\n" + address), allowed);
    }

    /** Who tries. */
    final class Subject {
        private final String name;
        private final int allowed;

        private Subject(String name, int allowed) {
            this.name = name;
            this.allowed = allowed;
        }

        /** One more try; where there were too many it may not be made, and this tells how long. */
        Optional<Duration> begin() {
            var now = clock.instant();
            records.sql()
                    .sql(
                            "delete from login_failure where subject = ? and last_at < ? and (locked_until is null or locked_until < ?)")
                    .params(name, Times.of(now.minus(FORGOTTEN)), Times.of(now))
                    .update();
            if (!count(now)) {
                try {
                    boolean last = allowed <= 1;
                    records.sql()
                            .sql(
                                    "insert into login_failure (subject, failures, last_at, locked_until) values (?, 1, ?, "
                                            + (last ? "?" : "null") + ")")
                            .params(
                                    last
                                            ? List.of(name, Times.of(now), Times.of(now.plus(wait)))
                                            : List.of(name, Times.of(now)))
                            .update();
                    return Optional.empty();
                } catch (DuplicateKeyException e) { // there is one: it waits, or was made at this moment
                    var until = lockedUntil();
                    if (until.isPresent() && until.get().isAfter(now))
                        return until.map(end -> Duration.between(now, end));
                    if (!count(now)) return Optional.of(wait);
                }
            }
            lengthen(now);
            return Optional.empty();
        }

        /** False where there is none yet, or it waits. */
        private boolean count(Instant now) {
            return records.sql()
                            .sql("update login_failure set failures = failures + 1, last_at = ?,"
                                    + " locked_until = case when failures + 1 >= ? then ? else locked_until end"
                                    + " where subject = ? and (locked_until is null or locked_until <= ?)")
                            .params(Times.of(now), allowed, Times.of(now.plus(wait)), name, Times.of(now))
                            .update()
                    > 0;
        }

        /** After the first wait comes one of twice the time, and so on. */
        private void lengthen(Instant now) {
            int further = Math.min(MOST_DOUBLINGS, failures() - allowed);
            if (further < 1) return;
            var longer = wait.multipliedBy(1L << further);
            records.sql()
                    .sql("update login_failure set locked_until = ? where subject = ? and locked_until is not null")
                    .params(Times.of(now.plus(longer.compareTo(FORGOTTEN) < 0 ? longer : FORGOTTEN)), name)
                    .update();
        }

        /** Whether no more try may be made now. */
        boolean isBlocked() {
            var now = clock.instant();
            return lockedUntil().filter(now::isBefore).isPresent();
        }

        /** The try that was begun did not fail. */
        void giveBack() {
            records.sql()
                    .sql(
                            "update login_failure set locked_until = case when failures - 1 < ? then null else locked_until end,"
                                    + " failures = failures - 1 where subject = ? and failures > 0")
                    .params(allowed, name)
                    .update();
        }

        /** It is he: what failed before does not count. */
        void forget() {
            records.sql()
                    .sql("delete from login_failure where subject = ?")
                    .param(name)
                    .update();
        }

        private int failures() {
            return records.sql()
                    .sql("select failures from login_failure where subject = ?")
                    .param(name)
                    .query(Integer.class)
                    .optional()
                    .orElse(0);
        }

        private Optional<Instant> lockedUntil() {
            return records.sql()
                    .sql("select locked_until from login_failure where subject = ? and locked_until is not null")
                    .param(name)
                    .query((row, _) -> Times.in(row, "locked_until"))
                    .optional();
        }
    }

    /** Deletes what counts no more. */
    int deleteOld() {
        var before = Times.of(clock.instant().minus(FORGOTTEN.multipliedBy(2)));
        return records.sql()
                .sql("delete from login_failure where last_at < ?")
                .param(before)
                .update();
    }
}
