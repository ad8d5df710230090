package banshi.channels.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Sha256;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Records;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * All accounts (账号库). Whatever changes one is written into the audit log with it, or not done. What somebody asks for and cannot have is a {@link Refusal}.
 * Thread-safe, also together with other servers; blocks.
 */
public final class Accounts {
    /** Of the account that is made where there is none. */
    public static final String FIRST = "admin";

    private static final String COLUMNS = "id, name, display_name, roles, password, subject, password_to_change,"
            + " totp is not null as second_factor, locked, generation";
    private static final int ID_BYTES = 16;
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^a-z0-9._-]");

    private final Records records;
    private final AuditLog audit;
    private final Vault vault;
    private final Pseudonyms pseudonyms;
    private final Sha256.Key recovery;
    private final Clock clock;
    private final Passwords passwords = new Passwords();
    private final SecureRandom random = new SecureRandom();

    /** Those of an installation. */
    public Accounts(Records records, AuditLog audit, Secret secret, Clock clock) {
        this.records = records;
        this.audit = audit;
        vault = new Vault(secret, "totp");
        pseudonyms = new Pseudonyms(secret);
        recovery = new Sha256.Key(secret.keyFor("recovery"));
        this.clock = clock;
    }

    /**
     * An account and its password (新口令).
     *
     * @param password to be changed at the first log-in; told once
     */
    public record Issued(Account account, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Issued[" + account + "]";
        }
    }

    /** The first account, of the role 系统, where there is none at all. */
    public Optional<Issued> first() {
        boolean any = records.sql()
                        .sql("select count(*) from account")
                        .query(Long.class)
                        .single()
                > 0;
        if (any) return Optional.empty();
        try {
            return Optional.of(add(Actor.OPERATOR, FIRST, "管理员", Set.of(Role.SYSTEM)));
        } catch (Refusal e) { // another server was faster
            return Optional.empty();
        }
    }

    /** One more, with a password that is to be changed. */
    public Issued add(Actor actor, String name, String displayName, Set<Role> roles) {
        var password = passwords.drawn();
        var account = new Account(id(), name, displayName.strip(), roles, false, true, false, false, 0);
        insert(actor, account, passwords.encode(password), null);
        return new Issued(account, password);
    }

    private void insert(Actor actor, Account account, @Nullable String password, @Nullable String subject) {
        try {
            changing(
                    actor,
                    AuditEvent.Type.ACCOUNT_ADDED,
                    account,
                    () -> records.sql()
                            .sql(
                                    "insert into account (id, name, display_name, roles, password, password_to_change, subject,"
                                            + " totp_step, locked, generation, created_at) values (?, ?, ?, ?, ?, ?, ?, 0, false, 0, ?)")
                            .params(Arrays.asList(
                                    account.id(),
                                    account.name(),
                                    account.displayName(),
                                    Role.line(account.roles()),
                                    password,
                                    account.passwordToChange(),
                                    subject,
                                    clock.instant().atOffset(ZoneOffset.UTC)))
                            .update());
        } catch (DuplicateKeyException e) {
            throw new Refusal("已经有这个账号了，请换一个");
        }
    }

    /** The one of that id. */
    public Optional<Account> find(String id) {
        return one("id", id).map(Row::account);
    }

    /** The one of that name. */
    public Optional<Account> named(String name) {
        return one("name", name).map(Row::account);
    }

    /** All, by name. */
    public List<Account> all() {
        return records.sql()
                .sql("select " + COLUMNS + " from account order by name")
                .query((row, _) -> row(row).account())
                .list();
    }

    /** Gives it another display name and other roles; nobody changes his own. Its sessions are over if the roles are others. */
    public Account change(Actor actor, Account account, String displayName, Set<Role> roles) {
        requireOther(actor, account, "自己的账号要由别的系统账号来改");
        return changed(actor, AuditEvent.Type.ACCOUNT_CHANGED, account, now -> {
            if (now.external() && !now.roles().equals(roles)) throw new Refusal("这个账号的角色由统一认证决定，请在那边改");
            return with(
                    now, displayName.strip(), roles, now.locked(), !now.roles().equals(roles));
        });
    }

    /** Nobody logs in with it any more; its sessions are over. */
    public Account lock(Actor actor, Account account) {
        requireOther(actor, account, "不能锁自己的账号");
        return changed(
                actor,
                AuditEvent.Type.ACCOUNT_LOCKED,
                account,
                now -> with(now, now.displayName(), now.roles(), true, true));
    }

    /** It can be used again. */
    public Account unlock(Actor actor, Account account) {
        return changed(
                actor,
                AuditEvent.Type.ACCOUNT_UNLOCKED,
                account,
                now -> with(now, now.displayName(), now.roles(), false, false));
    }

    private static Account with(Account now, String displayName, Set<Role> roles, boolean locked, boolean over) {
        return new Account(
                now.id(),
                now.name(),
                displayName,
                roles,
                now.external(),
                now.passwordToChange(),
                now.secondFactor(),
                locked,
                now.generation() + (over ? 1 : 0));
    }

    private Account changed(Actor actor, AuditEvent.Type type, Account account, UnaryOperator<Account> change) {
        return records.together().execute(_ -> {
            audit.write(actor.did(type, account.object())); // whoever changes accounts waits here for who does already
            var now = find(account.id()).orElseThrow(() -> new Refusal("这个账号已经不在了"));
            var then = change.apply(now);
            Account.requireDisplayName(then.displayName());
            if (keepsAccounts(now)
                    && !keepsAccounts(then)
                    && all().stream().filter(Accounts::keepsAccounts).count() < 2) throw new Refusal("至少要留一个能用的系统账号");
            records.sql()
                    .sql("update account set display_name = ?, roles = ?, locked = ?, generation = ? where id = ?")
                    .params(then.displayName(), Role.line(then.roles()), then.locked(), then.generation(), then.id())
                    .update();
            return then;
        });
    }

    private static boolean keepsAccounts(Account account) {
        return account.is(Role.SYSTEM) && !account.locked();
    }

    private static void requireOther(Actor actor, Account account, String why) {
        if (actor.is(account)) throw new Refusal(why);
    }

    /** For who has lost password or device: another password, to be changed, and no second factor. Its sessions are over. */
    public Issued reset(Actor actor, Account account) {
        requireOther(actor, account, "自己的口令请在“我的账号”里改");
        if (account.external()) throw new Refusal("这个账号由统一认证登录，没有口令");
        var password = passwords.drawn();
        var encoded = passwords.encode(password);
        changing(actor, AuditEvent.Type.ACCOUNT_RESET, account, () -> {
            dropRecoveryCodes(account);
            records.sql()
                    .sql("update account set password = ?, password_to_change = true, totp = null, totp_pending = null,"
                            + " generation = generation + 1 where id = ?")
                    .params(encoded, account.id())
                    .update();
        });
        return new Issued(find(account.id()).orElseThrow(), password);
    }

    /** Somebody chooses another password; his sessions are over. */
    public Account choosePassword(Account account, String old, String chosen) {
        var row = one("id", account.id()).orElseThrow();
        if (!passwords.matches(old, row.password())) throw new Refusal("现在的口令不对");
        requireChoosable(account, old, chosen);
        var encoded = passwords.encode(chosen);
        changing(
                Actor.of(account),
                AuditEvent.Type.PASSWORD_CHANGED,
                account,
                () -> records.sql()
                        .sql(
                                "update account set password = ?, password_to_change = false, generation = generation + 1 where id = ?")
                        .params(encoded, account.id())
                        .update());
        return find(account.id()).orElseThrow();
    }

    /** Whether a password may be chosen, whatever the present one is. */
    static void requireChoosable(Account account, String old, String chosen) {
        Passwords.requireGood(chosen, account.name());
        if (old.equals(chosen)) throw new Refusal("新口令要和现在的不一样");
    }

    /** The account whose name and password these are, if it may be used; takes as long if they are nobody's. */
    Optional<Account> proved(String name, String password) {
        var row = Account.isName(name) ? one("name", name) : Optional.<Row>empty();
        boolean right = passwords.matches(password, row.map(Row::password).orElse(null));
        return right ? row.map(Row::account).filter(account -> !account.locked()) : Optional.empty();
    }

    /**
     * What a device is told (绑定信息).
     *
     * @param address for a device's camera; it holds the secret
     */
    public record Enrolment(String secret, String address) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Enrolment";
        }
    }

    /** A secret for a device; it counts once a code of it was shown. */
    public Enrolment enrol(Account account, String issuer) {
        var secret = new byte[Totp.BYTES];
        random.nextBytes(secret);
        records.sql()
                .sql("update account set totp_pending = ? where id = ?")
                .params(vault.seal(secret), account.id())
                .update();
        return new Enrolment(Totp.base32(secret), Totp.address(issuer, account.name(), secret));
    }

    /**
     * The device shows codes from now on; other sessions are over.
     *
     * @return codes for when it is lost, each good once, told once; none if the code is not the device's
     */
    public List<String> confirm(Account account, String code) {
        var pending = sealed(account, "totp_pending");
        if (pending.isEmpty()) throw new Refusal("请先扫一次二维码");
        var step = Totp.shown(pending.get(), digits(code), clock.instant().getEpochSecond(), 0);
        if (step.isEmpty()) return List.of();
        var codes = Stream.generate(this::recoveryCode).limit(RECOVERY_CODES).toList();
        changing(Actor.of(account), AuditEvent.Type.SECOND_FACTOR_ADDED, account, () -> {
            dropRecoveryCodes(account);
            for (var each : codes)
                records.sql()
                        .sql("insert into recovery_code (account, digest) values (?, ?)")
                        .params(account.id(), digest(each))
                        .update();
            records.sql()
                    .sql(
                            "update account set totp = totp_pending, totp_pending = null, totp_step = ?, generation = generation + 1 where id = ?")
                    .params(step.getAsLong(), account.id())
                    .update();
        });
        return codes;
    }

    /** No codes are asked for any more; its sessions are over. */
    void dropSecondFactor(Account account) {
        changing(Actor.of(account), AuditEvent.Type.SECOND_FACTOR_REMOVED, account, () -> {
            dropRecoveryCodes(account);
            records.sql()
                    .sql("update account set totp = null, generation = generation + 1 where id = ?")
                    .param(account.id())
                    .update();
        });
    }

    /** Whether it is the device's code of now, or a recovery code; either counts once. */
    boolean shows(Account account, String code) {
        var secret = sealed(account, "totp");
        if (secret.isEmpty()) return false;
        long used = records.sql()
                .sql("select totp_step from account where id = ?")
                .param(account.id())
                .query(Long.class)
                .single();
        var step = Totp.shown(secret.get(), digits(code), clock.instant().getEpochSecond(), used);
        if (step.isPresent())
            return records.sql()
                            .sql("update account set totp_step = ? where id = ? and totp_step < ?")
                            .params(step.getAsLong(), account.id(), step.getAsLong())
                            .update()
                    > 0;
        return showsRecoveryCode(account, code);
    }

    private boolean showsRecoveryCode(Account account, String code) {
        return records.together().execute(_ -> {
            int found = records.sql()
                    .sql("delete from recovery_code where account = ? and digest = ?")
                    .params(account.id(), digest(code))
                    .update();
            if (found > 0) audit.write(Actor.of(account).did(AuditEvent.Type.RECOVERY_CODE_USED, account.object()));
            return found > 0;
        });
    }

    /**
     * The account of somebody for whom an identity provider vouches, with the roles that it tells; made where there is none.
     *
     * @param subject who it is to the provider, with the provider's address
     * @param preferred a name that may be taken
     */
    Account vouched(String subject, String preferred, String displayName, Set<Role> roles) {
        var pseudonym = pseudonyms.of("oidc\n" + subject);
        var known = one("subject", pseudonym).map(Row::account);
        if (known.isEmpty()) return addExternal(pseudonym, preferred, displayName, roles);
        var account = known.get();
        if (account.roles().equals(roles)) return account;
        return changed(
                Actor.NOBODY,
                AuditEvent.Type.ACCOUNT_CHANGED,
                account,
                now -> with(now, now.displayName(), roles, now.locked(), true));
    }

    private Account addExternal(String pseudonym, String preferred, String displayName, Set<Role> roles) {
        var name = NOT_IN_NAMES.matcher(preferred.toLowerCase(Locale.ROOT)).replaceAll("");
        if (!Account.isName(name) || named(name).isPresent()) name = "u" + pseudonym.substring(0, 10);
        var shown = displayName.strip();
        var account = new Account(
                id(), name, shown.isEmpty() || shown.length() > 32 ? name : shown, roles, true, false, false, false, 0);
        insert(Actor.NOBODY, account, null, pseudonym);
        return account;
    }

    private void changing(Actor actor, AuditEvent.Type type, Account account, Runnable change) {
        records.together().executeWithoutResult(_ -> {
            audit.write(actor.did(type, account.object()));
            change.run();
        });
    }

    private void dropRecoveryCodes(Account account) {
        records.sql()
                .sql("delete from recovery_code where account = ?")
                .param(account.id())
                .update();
    }

    private Optional<byte[]> sealed(Account account, String column) {
        return records.sql()
                .sql("select " + column + " from account where id = ? and " + column + " is not null")
                .param(account.id())
                .query((row, _) -> row.getBytes(1))
                .optional()
                .flatMap(vault::openBytes);
    }

    private String recoveryCode() {
        var bytes = new byte[RECOVERY_BYTES];
        random.nextBytes(bytes);
        var text = Totp.base32(bytes).toLowerCase(Locale.ROOT);
        return text.replaceAll("(.{4})(?=.)", "$1-");
    }

    /** However somebody writes the dashes. */
    private String digest(String code) {
        var plain = code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return HexFormat.of().formatHex(recovery.sign(plain.getBytes(UTF_8)));
    }

    private static String digits(String code) {
        return code.replaceAll("\\s", "");
    }

    private String id() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** With what nobody else is to see. */
    private record Row(Account account, @Nullable String password) {}

    private Optional<Row> one(String column, String value) {
        return records.sql()
                .sql("select " + COLUMNS + " from account where " + column + " = ?")
                .param(value)
                .query((row, _) -> row(row))
                .optional();
    }

    private static Row row(ResultSet row) throws SQLException {
        var roles = row.getString("roles");
        var account = new Account(
                row.getString("id"),
                row.getString("name"),
                row.getString("display_name"),
                roles.isEmpty() ? Set.of() : Role.of(List.of(roles.split(","))),
                row.getString("subject") != null,
                row.getBoolean("password_to_change"),
                row.getBoolean("second_factor"),
                row.getBoolean("locked"),
                row.getInt("generation"));
        return new Row(account, row.getString("password"));
    }
}
