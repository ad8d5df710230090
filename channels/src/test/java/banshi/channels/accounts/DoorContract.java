package banshi.channels.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.channels.accounts.Door.Outcome;
import banshi.channels.accounts.Present.Stage;
import banshi.channels.audit.AuditCheck;
import banshi.channels.audit.AuditEntry;
import banshi.channels.audit.AuditLog;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Records;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts, and how one gets in, on every database. All people are made up. */
abstract class DoorContract {
    private static final String CHOSEN = "Correct-Horse-7";
    private static final String ADDRESS = "192.0.2.7";

    private final Passing clock = new Passing();
    private final Secret secret = Secret.random();
    private Records records;
    private AuditLog audit;
    private Accounts accounts;
    private Sessions sessions;
    private Door door;

    abstract Records open();

    @BeforeEach
    void start() {
        records = open();
        audit = new AuditLog(records, secret, clock);
        accounts = new Accounts(records, audit, secret, clock);
        sessions = new Sessions(new CaffeineSessionStore(Ticker.systemTicker()), AccountSettings.DEFAULT, clock);
        door = new Door(accounts, sessions, audit, AccountSettings.DEFAULT, records, new Pseudonyms(secret), clock);
    }

    @AfterEach
    void stop() {
        assertThat(audit.verify()).isInstanceOf(AuditCheck.Intact.class);
        records.close();
    }

    private Outcome.In in(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.In.class);
        return (Outcome.In) outcome;
    }

    /** An agent who has chosen a password. */
    private Account agent(String name) {
        var issued = accounts.add(Actor.OPERATOR, name, "坐席甲", Set.of(Role.AGENT));
        return accounts.choosePassword(issued.account(), issued.password(), CHOSEN);
    }

    private List<String> logged() {
        return audit.last(Long.MAX_VALUE, 1_000).reversed().stream()
                .map((AuditEntry row) -> row.account() + " " + row.type() + " " + row.object() + " " + row.result())
                .toList();
    }

    private String code(Accounts.Enrolment enrolment) {
        return Totp.code(bytes(enrolment.secret()), Totp.step(clock.instant().getEpochSecond()), 6);
    }

    private static byte[] bytes(String base32) {
        return new org.apache.commons.codec.binary.Base32().decode(base32);
    }

    @Test
    void beginsWithOneAccountThatKeepsTheOthers() {
        var first = accounts.first().orElseThrow();

        assertThat(first.account().name()).isEqualTo("admin");
        assertThat(first.account().roles()).containsExactly(Role.SYSTEM);
        assertThat(first.toString()).doesNotContain(first.password());
        assertThat(accounts.first()).isEmpty();
        var entered = in(door.enter("admin", first.password(), null));
        assertThat(entered.present().stage()).isEqualTo(Stage.PASSWORD);
    }

    @Test
    void letsInByPasswordThenAsksForAPasswordOfOnesOwn() {
        var issued = accounts.add(Actor.OPERATOR, "li.ming", "李", Set.of(Role.AGENT));

        var entered = in(door.enter(" Li.Ming ", issued.password(), ADDRESS));
        assertThat(entered.present().stage()).isEqualTo(Stage.PASSWORD);
        var chosen = in(door.choosePassword(entered.present(), issued.password(), CHOSEN, ADDRESS));
        assertThat(chosen.present().stage()).isEqualTo(Stage.OPEN);
        assertThat(door.present(entered.opened().token())).as("the one before").isEmpty();
        assertThat(door.present(chosen.opened().token())).isPresent();
        assertThat(door.enter("li.ming", issued.password(), ADDRESS)).isEqualTo(new Outcome.Refused());
        assertThat(logged())
                .containsExactly(
                        "operator account-added account:li.ming done",
                        "li.ming login account:li.ming done",
                        "li.ming password-changed account:li.ming done",
                        "- login account:li.ming refused");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Short-1", "onlylowercaseletters", "ABCDEFGHIJ123456", "li.ming-Horse-7", CHOSEN})
    void refusesPasswordsThatAreNoGood(String password) {
        var account = agent("li.ming");

        assertThatThrownBy(() -> accounts.choosePassword(account, CHOSEN, password))
                .isInstanceOf(Refusal.class)
                .hasMessageNotContaining(password);
    }

    @Test
    void choosingAPasswordThatIsNoGoodIsNoFailure() {
        agent("li.ming");
        var entered = in(door.enter("li.ming", CHOSEN, null)).present();
        for (int i = 0; i < 6; i++)
            assertThatThrownBy(() -> door.choosePassword(entered, CHOSEN, "short", null))
                    .isInstanceOf(Refusal.class);
        in(door.enter("li.ming", CHOSEN, null));

        for (int i = 0; i < 5; i++)
            assertThatThrownBy(() -> door.choosePassword(entered, "guessed", "Another-Horse-8", null))
                    .isInstanceOf(Refusal.class);
        assertThat(door.choosePassword(entered, CHOSEN, "Another-Horse-8", null))
                .isInstanceOf(Outcome.Wait.class);
    }

    /** Or it would tell by its time whether there is such an account. */
    @Test
    void triesNobodysPasswordAtTheSameCost() {
        agent("li.ming");
        var kept = records.sql()
                .sql("select password from account")
                .query(String.class)
                .single();
        assertThat(Passwords.NOBODYS.split("\\$")[3]).isEqualTo(kept.split("\\$")[3]);
        assertThat(Passwords.NOBODYS).hasSameSizeAs(kept);
    }

    @Test
    void asksThoseForADeviceWhoseRolesNeedOne() {
        var issued = accounts.add(Actor.OPERATOR, "li.ming", "李", Set.of(Role.REVIEWER));
        var first = in(door.enter("li.ming", issued.password(), null));
        var chosen = in(door.choosePassword(first.present(), issued.password(), CHOSEN, null));
        assertThat(chosen.present().stage()).isEqualTo(Stage.ENROL);

        var enrolment = accounts.enrol(chosen.present().account(), "办事");
        assertThat(door.confirm(chosen.present(), "000000")).isEmpty();
        var enrolled = door.confirm(chosen.present(), code(enrolment)).orElseThrow();
        assertThat(enrolled.in().present().stage()).isEqualTo(Stage.OPEN);
        assertThat(enrolled.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(door.present(chosen.opened().token())).isEmpty();

        var again = in(door.enter("li.ming", CHOSEN, null));
        assertThat(again.present().stage()).isEqualTo(Stage.CODE);
        assertThat(door.showCode(again.present(), code(enrolment), null))
                .as("the code that was shown before")
                .isEqualTo(new Outcome.Refused());
        clock.pass(Duration.ofSeconds(30));
        var code = code(enrolment);
        var shown = in(door.showCode(again.present(), code.substring(0, 3) + " " + code.substring(3), null));
        assertThat(shown.present().stage()).isEqualTo(Stage.OPEN);
        assertThat(door.present(again.opened().token())).as("without the code").isEmpty();

        var lost = in(door.enter("li.ming", CHOSEN, null));
        var recovery = enrolled.recoveryCodes().getFirst();
        assertThat(in(door.showCode(
                                lost.present(),
                                recovery.toUpperCase(java.util.Locale.ROOT).replace("-", " "),
                                null))
                        .present()
                        .stage())
                .isEqualTo(Stage.OPEN);
        var lostAgain = in(door.enter("li.ming", CHOSEN, null));
        assertThat(door.showCode(lostAgain.present(), recovery, null)).isEqualTo(new Outcome.Refused());
        assertThatThrownBy(() -> door.dropSecondFactor(shown.present(), "000000", null))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void keepsNeitherPasswordsNorSecretsNorCodesReadable() {
        var account = agent("li.ming");
        var enrolment = accounts.enrol(account, "办事");
        var codes = accounts.confirm(account, code(enrolment));

        var row = records.sql()
                .sql("select password, totp from account")
                .query((r, _) -> List.of(
                        r.getString(1), new String(r.getBytes(2), java.nio.charset.StandardCharsets.ISO_8859_1)))
                .single();
        assertThat(row.getFirst()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(row.get(1))
                .doesNotContain(new String(bytes(enrolment.secret()), java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(records.sql()
                        .sql("select digest from recovery_code")
                        .query(String.class)
                        .list())
                .hasSize(10)
                .doesNotContainAnyElementsOf(codes);
    }

    @Test
    void letsThoseDoWithoutADeviceWhoNeedNone() {
        var account = agent("li.ming");
        var entered = in(door.enter("li.ming", CHOSEN, null));
        var enrolment = accounts.enrol(account, "办事");
        var enrolled = door.confirm(entered.present(), code(enrolment)).orElseThrow();
        clock.pass(Duration.ofSeconds(30));

        var dropped = in(door.dropSecondFactor(enrolled.in().present(), code(enrolment), null));
        assertThat(dropped.present().account().secondFactor()).isFalse();
        assertThat(in(door.enter("li.ming", CHOSEN, null)).present().stage()).isEqualTo(Stage.OPEN);
    }

    @Test
    void makesAnAccountWaitAfterFiveFailuresAndLongerEachTime() {
        agent("li.ming");
        for (int i = 0; i < 5; i++)
            assertThat(door.enter("li.ming", "wrong", null)).isEqualTo(new Outcome.Refused());

        assertThat(door.enter("li.ming", CHOSEN, null)).isEqualTo(new Outcome.Wait(Duration.ofMinutes(15)));
        clock.pass(Duration.ofMinutes(14));
        assertThat(door.enter("li.ming", CHOSEN, null)).isEqualTo(new Outcome.Wait(Duration.ofMinutes(1)));
        clock.pass(Duration.ofMinutes(1));
        assertThat(door.enter("li.ming", "wrong", null)).isEqualTo(new Outcome.Refused());
        assertThat(door.enter("li.ming", CHOSEN, null)).isEqualTo(new Outcome.Wait(Duration.ofMinutes(30)));
        clock.pass(Duration.ofMinutes(30));
        in(door.enter("li.ming", CHOSEN, null));
        for (int i = 0; i < 4; i++) door.enter("li.ming", "wrong", null);
        in(door.enter("li.ming", CHOSEN, null));
        assertThat(logged()).contains("- login-blocked account:li.ming refused");
    }

    @Test
    void doesNotTellWhetherThereIsSuchAnAccount() {
        agent("li.ming");
        for (int i = 0; i < 5; i++)
            assertThat(door.enter("nobody", "wrong", null)).isEqualTo(door.enter("li.ming", "wrong", null));

        assertThat(door.enter("nobody", "wrong", null)).isEqualTo(door.enter("li.ming", "wrong", null));
        assertThat(door.enter("nobody", "wrong", null)).isInstanceOf(Outcome.Wait.class);
        assertThat(logged()).filteredOn(line -> line.contains("nobody")).isEmpty();
    }

    @Test
    void countsByAddressToo() {
        agent("li.ming");
        for (int i = 0; i < 20; i++) door.enter("name" + i, "wrong", ADDRESS);

        assertThat(door.enter("li.ming", CHOSEN, ADDRESS)).isInstanceOf(Outcome.Wait.class);
        in(door.enter("li.ming", CHOSEN, "192.0.2.8"));
    }

    @Test
    void countsCodesToo() {
        var account = agent("li.ming");
        accounts.confirm(account, code(accounts.enrol(account, "办事")));
        for (int i = 0; i < 5; i++) {
            var entered = in(door.enter("li.ming", CHOSEN, null));
            assertThat(door.showCode(entered.present(), "000000", null)).isEqualTo(new Outcome.Refused());
        }

        assertThat(door.enter("li.ming", CHOSEN, null)).isInstanceOf(Outcome.Wait.class);
    }

    @Test
    void whoeverTriesManyAtOnceHasNoMoreTries() {
        agent("li.ming");
        List<Outcome> outcomes;
        try (var callers = Executors.newFixedThreadPool(8)) {
            outcomes = IntStream.range(0, 24)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> door.enter("li.ming", "wrong", null), callers))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSizeBetween(1, 5);
    }

    @Test
    void endsTheOldestOfMoreThanThreeSessions() {
        agent("li.ming");
        var tokens = Stream.generate(() -> {
                    clock.pass(Duration.ofSeconds(1));
                    return in(door.enter("li.ming", CHOSEN, null)).opened().token();
                })
                .limit(4)
                .toList();

        assertThat(door.present(tokens.getFirst())).isEmpty();
        for (var token : tokens.subList(1, 4)) assertThat(door.present(token)).isPresent();
    }

    @Test
    void endsSessionsThatNobodyUsesAndAllAfterTwelveHours() {
        agent("li.ming");
        var idle = in(door.enter("li.ming", CHOSEN, null)).opened().token();
        var used = in(door.enter("li.ming", CHOSEN, null)).opened().token();
        for (int minutes = 20; minutes < 12 * 60; minutes += 20) {
            clock.pass(Duration.ofMinutes(20));
            assertThat(door.present(used)).isPresent();
        }
        assertThat(door.present(idle)).isEmpty();
        clock.pass(Duration.ofMinutes(20));
        assertThat(door.present(used)).isEmpty();
    }

    @Test
    void endsSessionsWhenTheAccountIsAnother() {
        var system = accounts.first().orElseThrow().account();
        var account = agent("li.ming");
        var actor = Actor.of(system);

        var changed = in(door.enter("li.ming", CHOSEN, null)).opened().token();
        accounts.change(actor, account, "李", Set.of(Role.EDITOR));
        assertThat(door.present(changed)).isEmpty();
        var kept = in(door.enter("li.ming", CHOSEN, null)).opened().token();
        accounts.change(actor, account, "李明", Set.of(Role.EDITOR));
        assertThat(door.present(kept)).as("another display name").isPresent();

        accounts.lock(actor, account);
        assertThat(door.present(kept)).isEmpty();
        assertThat(door.enter("li.ming", CHOSEN, null)).isEqualTo(new Outcome.Refused());
        accounts.unlock(actor, account);
        var again = in(door.enter("li.ming", CHOSEN, null)).opened().token();
        var reset = accounts.reset(actor, account);
        assertThat(door.present(again)).isEmpty();
        assertThat(in(door.enter("li.ming", reset.password(), null)).present().stage())
                .isEqualTo(Stage.PASSWORD);
        assertThat(logged())
                .contains(
                        "admin account-changed account:li.ming done",
                        "admin account-locked account:li.ming done",
                        "admin account-unlocked account:li.ming done",
                        "admin account-reset account:li.ming done");
    }

    @Test
    void leavesAndEndsOtherSessions() {
        agent("li.ming");
        var one = in(door.enter("li.ming", CHOSEN, null));
        var other = in(door.enter("li.ming", CHOSEN, null));
        assertThat(door.end(one.present(), other.present().session().id())).isTrue();
        assertThat(door.present(other.opened().token())).isEmpty();
        assertThat(door.end(one.present(), "none")).isFalse();
        door.leave(one.present());
        assertThat(door.present(one.opened().token())).isEmpty();
    }

    @Test
    void keepsRolesApart() {
        assertThatThrownBy(() -> accounts.add(Actor.OPERATOR, "li.ming", "李", Set.of(Role.SYSTEM, Role.AUDITOR)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Role.of(List.of("system", "审计"))).isInstanceOf(Refusal.class);
        var author = agent("li.ming");
        var reviewer = agent("wang.fang");
        reviewer.requireNotOwn(author.id());
        assertThatThrownBy(() -> author.requireNotOwn(author.id())).isInstanceOf(Account.OwnChange.class);
    }

    @Test
    void nobodyChangesHisOwnRolesAndSomebodyKeepsTheAccounts() {
        var system = accounts.first().orElseThrow().account();
        var itself = Actor.of(system);
        var all = Set.of(Role.SYSTEM, Role.PUBLISHER);
        assertThatThrownBy(() -> accounts.change(itself, system, "管理员", all)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> accounts.lock(itself, system)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> accounts.lock(Actor.OPERATOR, system))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("至少");
        assertThatThrownBy(() -> accounts.change(Actor.OPERATOR, system, "管理员", Set.of(Role.AGENT)))
                .isInstanceOf(Refusal.class);
        assertThat(accounts.find(system.id())).hasValue(system);
        assertThat(logged()).as("what was not done").hasSize(1);
    }

    @Test
    void refusesNamesThatAreTakenOrNone() {
        agent("li.ming");
        for (var name : List.of("li.ming", "李明", "L", "a b", ""))
            assertThatThrownBy(() -> accounts.add(Actor.OPERATOR, name, "李", Set.of(Role.AGENT)))
                    .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> accounts.add(Actor.OPERATOR, "wang.fang", " ", Set.of(Role.AGENT)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void letsThoseInForWhomAProviderVouches() {
        var entered = in(door.enterVouched("https://id\n42", "Li.Ming@example.gov.cn", "李明", Set.of(Role.PUBLISHER)));
        assertThat(entered.present().stage()).isEqualTo(Stage.OPEN);
        assertThat(entered.present().account().name()).isEqualTo("li.mingexample.gov.cn");
        assertThat(entered.present().account().external()).isTrue();

        var again = in(door.enterVouched("https://id\n42", "li.ming", "李明", Set.of(Role.EDITOR)));
        assertThat(again.present().account().id())
                .isEqualTo(entered.present().account().id());
        assertThat(again.present().account().roles()).containsExactly(Role.EDITOR);
        assertThat(door.present(entered.opened().token())).as("of other roles").isEmpty();

        var other = in(door.enterVouched("https://id\n43", "li.mingexample.gov.cn", "", Set.of(Role.EDITOR)));
        assertThat(other.present().account().id())
                .isNotEqualTo(entered.present().account().id());
        assertThat(door.enterVouched("https://id\n44", "x", "", Set.of())).isEqualTo(new Outcome.Refused());
        assertThat(door.enter(other.present().account().name(), "", null)).isEqualTo(new Outcome.Refused());
        accounts.lock(Actor.OPERATOR, again.present().account());
        assertThat(door.enterVouched("https://id\n42", "li.ming", "李明", Set.of(Role.EDITOR)))
                .isEqualTo(new Outcome.Refused());
    }

    @Test
    void forgetsFailuresThatAreOld() {
        door.enter("nobody", "wrong", ADDRESS);
        assertThat(door.deleteOld()).isZero();
        clock.pass(Duration.ofDays(3));
        assertThat(door.deleteOld()).isEqualTo(2);
    }
}
