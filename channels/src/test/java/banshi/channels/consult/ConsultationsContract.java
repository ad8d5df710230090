package banshi.channels.consult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import banshi.assistant.language.Masking;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Departments;
import banshi.channels.accounts.Refusal;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditEntry;
import banshi.channels.audit.AuditLog;
import banshi.channels.consult.Consultation.Message;
import banshi.channels.consult.Consultation.State;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Handoffs;
import banshi.channels.records.Keeping;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import banshi.channels.records.TurnRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of docs/hotline.md for what agents ask experts. */
abstract class ConsultationsContract {
    private static final String HUKOU = "公安派出所户籍窗口";
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Secret secret = Secret.random();
    private final Moving clock = new Moving();
    private final List<String> proposed = new ArrayList<>();
    private Records records;
    private AuditLog audit;
    private Accounts accounts;
    private Departments departments;
    private Consultations consultations;
    private Account agent;
    private Account expert;
    private Account colleague;

    /** Stands still until it is moved. */
    private static final class Moving extends Clock {
        private volatile Instant now = Instant.parse("2026-03-02T01:30:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        synchronized void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** The same database each time. */
    abstract Records open();

    @BeforeEach
    void start() {
        serve();
        agent = account("agent", Role.AGENT);
        expert = account("expert", Role.EXPERT);
        colleague = account("colleague", Role.AGENT, Role.EXPERT);
    }

    private void serve() {
        records = open();
        audit = new AuditLog(records, secret, clock);
        accounts = new Accounts(records, audit, secret, clock);
        departments = new Departments(records, accounts, audit);
        consultations = new Consultations(new ConsultSettings(PATIENCE), records, audit, clock);
    }

    private Account account(String name, Role... roles) {
        return accounts.add(Actor.OPERATOR, name, name, Set.of(roles)).account();
    }

    @AfterEach
    void stop() {
        records.close();
    }

    private static NewConsultation question(String id) {
        return new NewConsultation(
                id, null, null, "id-card-reissue", "how", HUKOU, "外省户口能不能在这里补？", List.of("我身份证丢了", "户口在外省"));
    }

    private Consultation asked() {
        return consultations.ask(question("k1"), agent);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable deed) {
        return assertThatThrownBy(deed).isInstanceOf(ConsultRefusal.class);
    }

    private long propose(@Nullable String matter, @Nullable String aspect, String question, String answer, Account by) {
        proposed.add(String.join("|", matter, aspect, question, answer, by.name()));
        return 70 + proposed.size();
    }

    private List<String> deeds() {
        return audit.last(Long.MAX_VALUE, 50).stream()
                .filter(row -> row.object().equals("consultation:k1"))
                .map(row -> row.account() + " " + row.type())
                .toList()
                .reversed();
    }

    @Test
    void goesFromAQuestionToAnAnswer() {
        assertThat(asked().state()).isEqualTo(State.WAITING);
        assertThat(consultations.take("k1", expert).takenBy()).isEqualTo(expert.id());
        consultations.say("k1", expert, "有居住证吗？");
        consultations.say("k1", agent, "有。");
        var answered = consultations.answer("k1", expert, "可以在这里补。");
        assertThat(answered.state()).isEqualTo(State.ANSWERED);
        assertThat(answered.messages())
                .extracting(Message::seq, Message::by, Message::text)
                .containsExactly(
                        tuple(1, expert.id(), "有居住证吗？"), tuple(2, agent.id(), "有。"), tuple(3, expert.id(), "可以在这里补。"));
        assertThat(answered.answer()).isEqualTo("有居住证吗？\n可以在这里补。");
        assertThat(answered.version()).isGreaterThan(1);
        assertThat(consultations.askedBy(agent.id())).containsExactly(answered);
        assertThat(consultations.seen("k1", agent).seen()).isTrue();
        assertThat(consultations.askedBy(agent.id())).isEmpty();
        assertThat(deeds())
                .containsExactly(
                        "agent consultation-asked", "expert consultation-taken", "expert consultation-answered");
    }

    @Test
    void keepsNothingPersonal() {
        var wanted =
                new NewConsultation("k1", null, null, null, null, null, "来电人13800000000问", List.of("我的电话是13900000000"));
        consultations.ask(wanted, agent);
        consultations.take("k1", expert);
        var answered = consultations.answer("k1", expert, "请打13700000000");
        assertThat(answered.question()).isEqualTo("来电人138****0000问");
        assertThat(answered.words()).containsExactly("我的电话是139****0000");
        assertThat(answered.answer()).isEqualTo("请打137****0000");
        consultations.propose("k1", agent, "打13600000000", (matter, aspect, question, answer, by) -> {
            proposed.add(answer);
            return 1;
        });
        assertThat(proposed).containsExactly("打136****0000");
    }

    @Test
    void askedTwiceUnderOneIdIsAskedOnce() {
        var first = asked();
        assertThat(asked()).isEqualTo(first);
        refused(() -> consultations.ask(question("k1"), colleague)).hasMessageContaining("有人用了");
        refused(() -> consultations.ask(question("no id"), agent)).hasMessageContaining("编号");
        assertThat(deeds()).hasSize(1);
    }

    @Test
    void oneOfManyHasIt() throws Exception {
        asked();
        var experts = new ArrayList<Account>();
        for (int i = 0; i < 6; i++) experts.add(account("e" + i, Role.EXPERT));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = experts.stream()
                    .map(one -> (Callable<Boolean>) () -> {
                        try {
                            consultations.take("k1", one);
                            return true;
                        } catch (ConsultRefusal e) {
                            return false;
                        }
                    })
                    .toList();
            int taken = 0;
            for (var outcome : threads.invokeAll(tries)) if (outcome.get()) taken++;
            assertThat(taken).isEqualTo(1);
        }
        refused(() -> consultations.take("k1", expert)).hasMessage("已经有同事接了");
        assertThat(deeds()).hasSize(2);
    }

    @Test
    void nobodyAnswersHimselfOrForOthers() {
        consultations.ask(question("k1"), colleague);
        refused(() -> consultations.take("k1", colleague)).hasMessageContaining("您自己问的");
        refused(() -> consultations.say("k1", expert, "我来答")).hasMessage("请先接，再答");
        refused(() -> consultations.withdraw("k1", agent));
        consultations.take("k1", expert);
        refused(() -> consultations.say("k1", agent, "我也说一句")).hasMessageContaining("别人的");
        refused(() -> consultations.answer("k1", agent, "我来答")).hasMessageContaining("别人的");
        refused(() -> consultations.answer("k1", colleague, "我自己答")).hasMessageContaining("别人的");
        refused(() -> consultations.pass("k1", agent, expert));
        refused(() -> consultations.pass("k1", expert, colleague)).hasMessage("不能转给提问的人");
        refused(() -> consultations.seen("k1", colleague)).hasMessageContaining("还没有答复");
        refused(() -> consultations.take("none", expert)).hasMessage("没有这次咨询");
    }

    @Test
    void anAnswerHasWords() {
        asked();
        consultations.take("k1", expert);
        consultations.say("k1", agent, "在吗");
        refused(() -> consultations.answer("k1", expert, null)).hasMessageContaining("请先写答复");
        refused(() -> consultations.say("k1", expert, "  ")).hasMessageContaining("个字");
        refused(() -> consultations.say("k1", expert, "长".repeat(Consultations.LONGEST_TEXT + 1)));
        consultations.say("k1", expert, "可以。");
        assertThat(consultations.answer("k1", expert, " ").answer()).isEqualTo("可以。");
        refused(() -> consultations.say("k1", expert, "还有")).hasMessageContaining("答复完了");
        refused(() -> consultations.say("k1", agent, "还有")).hasMessageContaining("答复完了");
    }

    @Test
    void isHandedOverOrPutBack() {
        asked();
        consultations.take("k1", expert);
        assertThat(consultations.pass("k1", expert, colleague).takenBy()).isEqualTo(colleague.id());
        refused(() -> consultations.say("k1", expert, "我再说")).hasMessageContaining("别人的");
        assertThat(consultations.takenBy(colleague.id())).hasSize(1);
        assertThat(consultations.pass("k1", colleague, null).state()).isEqualTo(State.WAITING);
        assertThat(consultations.takenBy(colleague.id())).isEmpty();
        assertThat(consultations.take("k1", expert).state()).isEqualTo(State.TAKEN);
    }

    @Test
    void isWithdrawn() {
        asked();
        assertThat(consultations.withdraw("k1", agent).state()).isEqualTo(State.WITHDRAWN);
        assertThat(consultations.askedBy(agent.id())).isEmpty();
        refused(() -> consultations.take("k1", expert)).hasMessageContaining("撤回");
        refused(() -> consultations.withdraw("k1", agent)).hasMessageContaining("撤回");
    }

    @Test
    void expiresWhenNothingHappens() {
        asked();
        clock.pass(PATIENCE.minusSeconds(1));
        assertThat(consultations.expire()).isEmpty();
        consultations.take("k1", expert);
        clock.pass(PATIENCE.minusSeconds(1));
        consultations.say("k1", expert, "我查一下");
        clock.pass(PATIENCE.minusSeconds(1));
        assertThat(consultations.expire()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(consultations.expire()).containsExactly("k1");
        assertThat(consultations.expire()).isEmpty();
        refused(() -> consultations.say("k1", expert, "查到了")).hasMessageContaining("过期");
        assertThat(consultations.askedBy(agent.id()))
                .extracting(Consultation::state)
                .containsExactly(State.EXPIRED);
        consultations.ask(question("k2"), agent);
        clock.pass(PATIENCE);
        refused(() -> consultations.take("k2", expert)).hasMessageContaining("过期");
    }

    @Test
    void isThereAfterARestart() {
        var waiting = asked();
        consultations.ask(question("k2"), agent);
        consultations.take("k2", expert);
        var taken = consultations.say("k2", expert, "我查一下");
        records.close();
        serve();
        assertThat(consultations.askedBy(agent.id())).containsExactly(waiting, taken);
        assertThat(consultations.openIn(List.of(HUKOU))).containsExactly(waiting, taken);
        assertThat(consultations.takenBy(expert.id())).containsExactly(taken);
    }

    @Test
    void waitsInItsDepartmentOrForAll() {
        asked();
        consultations.ask(new NewConsultation("k2", null, null, null, null, null, "这事归谁？", List.of()), agent);
        assertThat(consultations.openIn(List.of(HUKOU)))
                .extracting(Consultation::id)
                .containsExactly("k1", "k2");
        assertThat(consultations.openIn(List.of("公安交警")))
                .extracting(Consultation::id)
                .containsExactly("k2");
        assertThat(consultations.openIn(List.of())).hasSize(1);
    }

    @Test
    void nobodyAsksWithoutEnd() {
        for (int i = 0; i < 10; i++) consultations.ask(question("k" + i), agent);
        refused(() -> consultations.ask(question("k10"), agent)).hasMessageContaining("先撤回");
        consultations.withdraw("k3", agent);
        consultations.ask(question("k10"), agent);
    }

    @Test
    void anAnswerIsProposedOnce() {
        asked();
        consultations.take("k1", expert);
        refused(() -> consultations.propose("k1", agent, null, this::propose)).hasMessageContaining("答复以后");
        consultations.answer("k1", expert, "可以在这里补。");
        refused(() -> consultations.propose("k1", colleague, null, this::propose))
                .hasMessageContaining("别人的");
        assertThatThrownBy(() -> consultations.propose("k1", agent, null, (matter, aspect, question, answer, by) -> {
                    throw new IllegalStateException("the list of proposals is away");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(consultations.propose("k1", agent, null, this::propose).proposal())
                .isEqualTo(71);
        refused(() -> consultations.propose("k1", expert, null, this::propose)).hasMessage("已经提议过了");
        assertThat(proposed).containsExactly("id-card-reissue|how|外省户口能不能在这里补？|可以在这里补。|agent");
        assertThat(deeds()).endsWith("agent consultation-proposed");
    }

    @Test
    void goesWithWhatItIsAbout() {
        var turns = new TurnRecords(records, new Pseudonyms(secret), Masking::masked, clock, new SimpleMeterRegistry());
        var keeping = new Keeping(records, turns, Duration.ofDays(180), clock);
        new Handoffs(records, new Vault(secret), clock).ask("h1", "conversation", "web", null);
        records.sql()
                .sql("insert into hotline_call (id, state, started_at, heard_at, earlier_calls, faults, seqs)"
                        + " values ('c1', 'talking', ?, ?, 0, 0, '')")
                .params(Times.of(clock.instant()), Times.of(clock.instant()))
                .update();
        consultations.ask(
                new NewConsultation("k1", null, "h1", null, null, null, "他问的是什么？", List.of("集体户口怎么补")), agent);
        consultations.ask(new NewConsultation("k2", "c1", null, null, null, null, "归谁管？", List.of("路灯不亮")), agent);
        consultations.ask(question("k3"), agent);
        consultations.say("k3", agent, "急");
        assertThat(keeping.export("conversation").get("consultations"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("words", "集体户口怎么补"));
        keeping.erase("conversation");
        assertThat(consultations.find("k1")).isEmpty();
        records.sql().sql("delete from hotline_call").update();
        assertThat(consultations.find("k2")).isEmpty();
        clock.pass(Duration.ofDays(179));
        keeping.deleteOld();
        assertThat(consultations.find("k3")).isPresent();
        clock.pass(Duration.ofDays(2));
        keeping.deleteOld();
        assertThat(consultations.find("k3")).isEmpty();
    }

    @Test
    void expertsAnswerForDepartments() {
        departments.change(Actor.OPERATOR, expert, List.of(HUKOU, "公安交警", HUKOU));
        departments.change(Actor.OPERATOR, colleague, List.of(HUKOU));
        assertThat(departments.of(expert.id())).containsExactlyInAnyOrder(HUKOU, "公安交警");
        assertThat(departments.all()).containsOnlyKeys(expert.id(), colleague.id());
        assertThat(departments.experts(HUKOU))
                .extracting(Account::name)
                .containsExactlyInAnyOrder("expert", "colleague");
        assertThat(departments.experts(null))
                .extracting(Account::name)
                .containsExactlyInAnyOrder("expert", "colleague");
        departments.change(Actor.OPERATOR, expert, List.of());
        assertThat(departments.experts("公安交警")).isEmpty();
        accounts.lock(Actor.OPERATOR, colleague);
        assertThat(departments.experts(HUKOU)).isEmpty();
        assertThatThrownBy(() -> departments.change(Actor.of(expert), expert, List.of(HUKOU)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> departments.change(Actor.OPERATOR, agent, List.of(HUKOU)))
                .isInstanceOf(Refusal.class);
        assertThat(audit.last(Long.MAX_VALUE, 50))
                .filteredOn(row -> row.type().equals("account-changed"))
                .extracting(AuditEntry::object)
                .containsExactlyInAnyOrder("account:expert", "account:colleague", "account:expert");
    }
}
