package banshi.channels.accounts;

import banshi.channels.accounts.Present.Stage;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.records.Records;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets members of staff in (登录). Thread-safe; blocks, and takes 40 ms where a password is tried. */
public final class Door {
    private final Accounts accounts;
    private final Sessions sessions;
    private final AuditLog audit;
    private final AccountSettings settings;
    private final Tries tries;

    /** Of an installation. */
    public Door(
            Accounts accounts,
            Sessions sessions,
            AuditLog audit,
            AccountSettings settings,
            Records records,
            Pseudonyms pseudonyms,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
        this.settings = settings;
        tries = new Tries(records, pseudonyms, settings.lockout(), clock);
    }

    /** What comes of knocking (登录结果). */
    public sealed interface Outcome {
        /** In, or nearly. */
        record In(Sessions.Opened opened, Present present) implements Outcome {}

        /** Name, password or code are wrong, or the account is locked: who is refused is not told which. */
        record Refused() implements Outcome {}

        /** Too many failures; no try was made. */
        record Wait(Duration time) implements Outcome {}
    }

    /**
     * By name and password.
     *
     * @param address of who asks; null for this machine, which is not counted
     */
    public Outcome enter(String name, String password, @Nullable String address) {
        var typed = name.strip().toLowerCase(Locale.ROOT);
        var counted = counted(typed, address);
        var wait = begin(counted);
        if (wait.isPresent()) return new Outcome.Wait(wait.get());
        var proved = accounts.proved(typed, password);
        if (proved.isEmpty()) {
            var known = Account.isName(typed) ? accounts.named(typed) : Optional.<Account>empty();
            failed(known.map(Account::object).orElse(AuditEvent.NOBODY), counted);
            return new Outcome.Refused();
        }
        var account = proved.get();
        if (account.secondFactor()) counted.forEach(Tries.Subject::giveBack);
        else succeeded(account, counted);
        return in(sessions.open(account, !account.secondFactor()), account);
    }

    /** By a code, after the password. */
    public Outcome showCode(Present present, String code, @Nullable String address) {
        var account = present.account();
        var counted = counted(account.name(), address);
        var wait = begin(counted);
        if (wait.isPresent()) return new Outcome.Wait(wait.get());
        if (!accounts.shows(account, code)) {
            failed(account.object(), counted);
            return new Outcome.Refused();
        }
        succeeded(account, counted);
        return in(sessions.replace(present.session(), account, true), account);
    }

    /**
     * As an identity provider vouches.
     *
     * @param subject who it is to the provider, with the provider's address
     */
    public Outcome enterVouched(String subject, String preferredName, String displayName, Set<Role> roles) {
        if (roles.isEmpty()) {
            audit.write(Actor.NOBODY.wasRefused(AuditEvent.Type.LOGIN, AuditEvent.NOBODY));
            return new Outcome.Refused();
        }
        var account = accounts.vouched(subject, preferredName, displayName, roles);
        if (account.locked()) {
            audit.write(Actor.NOBODY.wasRefused(AuditEvent.Type.LOGIN, account.object()));
            return new Outcome.Refused();
        }
        audit.write(Actor.of(account).did(AuditEvent.Type.LOGIN, account.object()));
        return in(sessions.open(account, true), account);
    }

    /** Who shows that token, if he is in. */
    public Optional<Present> present(String token) {
        return sessions.shown(token)
                .flatMap(session -> accounts.find(session.account())
                        .filter(account -> account.generation() == session.generation() && !account.locked())
                        .map(account -> new Present(account, session, stage(session, account))));
    }

    /** Whether somebody who was in is in still; that is not counted as a sign of him. */
    public boolean isStillIn(Present present) {
        return accounts.find(present.account().id())
                .filter(account -> account.generation() == present.account().generation() && !account.locked())
                .filter(account -> sessions.of(account).stream()
                        .anyMatch(
                                session -> session.id().equals(present.session().id())))
                .isPresent();
    }

    /** Out. */
    public void leave(Present present) {
        sessions.end(present.session());
        audit.write(Actor.of(present.account())
                .did(AuditEvent.Type.LOGOUT, present.account().object()));
    }

    /** Chooses another password; all other sessions are over. */
    public Outcome choosePassword(Present present, String old, String chosen, @Nullable String address) {
        Accounts.requireChoosable(present.account(), old, chosen); // that one is no good is no failure to prove oneself
        var counted = counted(present.account().name(), address);
        var wait = begin(counted);
        if (wait.isPresent()) return new Outcome.Wait(wait.get());
        var account = accounts.choosePassword(present.account(), old, chosen);
        counted.forEach(Tries.Subject::giveBack);
        return in(sessions.replace(present.session(), account, present.session().secondFactor()), account);
    }

    /**
     * In, with a device (已绑定).
     *
     * @param recoveryCodes told once
     */
    public record Enrolled(Outcome.In in, List<String> recoveryCodes) {}

    /** The device that was set up shows a code; nothing if it is wrong. All other sessions are over. */
    public Optional<Enrolled> confirm(Present present, String code) {
        var codes = accounts.confirm(present.account(), code);
        if (codes.isEmpty()) return Optional.empty();
        var account = accounts.find(present.account().id()).orElseThrow();
        return Optional.of(new Enrolled(in(sessions.replace(present.session(), account, true), account), codes));
    }

    /** No device any more, where the roles need none. */
    public Outcome dropSecondFactor(Present present, String code, @Nullable String address) {
        if (settings.needsSecondFactor(present.account())) throw new Refusal("您的角色必须用动态口令，不能关掉；换手机请重新绑定");
        var counted = counted(present.account().name(), address);
        var wait = begin(counted);
        if (wait.isPresent()) return new Outcome.Wait(wait.get());
        if (!accounts.shows(present.account(), code)) return new Outcome.Refused();
        counted.forEach(Tries.Subject::giveBack);
        accounts.dropSecondFactor(present.account());
        var account = accounts.find(present.account().id()).orElseThrow();
        return in(sessions.replace(present.session(), account, true), account);
    }

    /** Ends another session of one's own; false where there is none of that id. */
    public boolean end(Present present, String session) {
        var found = sessions.of(present.account()).stream()
                .filter(one -> one.id().equals(session))
                .findFirst();
        found.ifPresent(one -> {
            sessions.end(one);
            audit.write(Actor.of(present.account())
                    .did(AuditEvent.Type.SESSION_ENDED, present.account().object()));
        });
        return found.isPresent();
    }

    /** Whether that account's failures keep it out just now. */
    public boolean isBlocked(Account account) {
        return tries.ofAccount(account.name(), settings.failures()).isBlocked();
    }

    /** Its failures do not count any more: somebody has vouched for it. */
    public void forgive(Account account) {
        tries.ofAccount(account.name(), settings.failures()).forget();
    }

    /** Deletes failures that count no more. */
    public int deleteOld() {
        return tries.deleteOld();
    }

    private Outcome.In in(Sessions.Opened opened, Account account) {
        return new Outcome.In(opened, new Present(account, opened.session(), stage(opened.session(), account)));
    }

    private Stage stage(Session session, Account account) {
        if (account.secondFactor() && !session.secondFactor()) return Stage.CODE;
        if (account.passwordToChange()) return Stage.PASSWORD;
        return settings.needsSecondFactor(account) && !account.secondFactor() ? Stage.ENROL : Stage.OPEN;
    }

    private List<Tries.Subject> counted(String name, @Nullable String address) {
        var account = tries.ofAccount(name, settings.failures());
        return address == null
                ? List.of(account)
                : List.of(account, tries.ofAddress(address, settings.addressFailures()));
    }

    private static Optional<Duration> begin(List<Tries.Subject> counted) {
        var begun = new ArrayList<Tries.Subject>();
        for (var subject : counted) {
            var wait = subject.begin();
            if (wait.isPresent()) {
                begun.forEach(Tries.Subject::giveBack);
                return wait;
            }
            begun.add(subject);
        }
        return Optional.empty();
    }

    private void failed(String object, List<Tries.Subject> counted) {
        boolean blocked = counted.stream().anyMatch(Tries.Subject::isBlocked);
        audit.write(Actor.NOBODY.wasRefused(blocked ? AuditEvent.Type.LOGIN_BLOCKED : AuditEvent.Type.LOGIN, object));
    }

    private void succeeded(Account account, List<Tries.Subject> counted) {
        counted.getFirst().forget();
        counted.stream().skip(1).forEach(Tries.Subject::giveBack);
        audit.write(Actor.of(account).did(AuditEvent.Type.LOGIN, account.object()));
    }
}
