package banshi.channels.accounts;

import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.channels.records.Records;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which departments experts answer for (所属部门), by the names that published matters have for them. Thread-safe, also together with other servers; blocks.
 */
public final class Departments {
    /** Of a name. */
    public static final int LONGEST = 200;

    private final Records records;
    private final Accounts accounts;
    private final AuditLog audit;

    /** Those of an installation. */
    public Departments(Records records, Accounts accounts, AuditLog audit) {
        this.records = records;
        this.accounts = accounts;
        this.audit = audit;
    }

    /** Those of one account, by name. */
    public List<String> of(String account) {
        return records.sql()
                .sql("select department from account_department where account = ? order by department")
                .param(account)
                .query((row, _) -> row.getString("department"))
                .list();
    }

    /** Those of all accounts that have any, by the id of the account. */
    public Map<String, List<String>> all() {
        record Row(String account, String department) {}
        var all = new LinkedHashMap<String, List<String>>();
        records.sql()
                .sql("select account, department from account_department order by account, department")
                .query((row, _) -> new Row(row.getString("account"), row.getString("department")))
                .list()
                .forEach(row -> all.merge(row.account(), List.of(row.department()), Departments::both));
        return all;
    }

    private static List<String> both(List<String> some, List<String> more) {
        var both = new LinkedHashSet<>(some);
        both.addAll(more);
        return List.copyOf(both);
    }

    /** The experts of a department who may log in; all experts where it is null. */
    public List<Account> experts(@Nullable String department) {
        var all = department == null
                ? accounts.all()
                : records
                        .sql()
                        .sql("select account from account_department where department = ? order by account")
                        .param(department)
                        .query((row, _) -> row.getString("account"))
                        .list()
                        .stream()
                        .map(accounts::find)
                        .flatMap(Optional::stream)
                        .toList();
        return all.stream()
                .filter(account -> account.is(Role.EXPERT) && !account.locked())
                .toList();
    }

    /**
     * It answers for these from now on, and for no others.
     *
     * @throws Refusal if it is no expert's account, or one's own
     */
    public void change(Actor actor, Account account, Collection<String> departments) {
        if (actor.is(account)) throw new Refusal("自己的账号要由别的系统账号来改");
        if (!account.is(Role.EXPERT)) throw new Refusal("只有业务专员才有所属部门，请先给这个账号业务专员的角色");
        if (departments.stream().anyMatch(name -> name.isBlank() || name.length() > LONGEST))
            throw new Refusal("部门名称要有 1 到 " + LONGEST + " 个字");
        records.together().executeWithoutResult(_ -> {
            audit.write(actor.did(AuditEvent.Type.ACCOUNT_CHANGED, account.object()));
            records.sql()
                    .sql("delete from account_department where account = ?")
                    .param(account.id())
                    .update();
            for (var department : new TreeSet<>(departments))
                records.sql()
                        .sql("insert into account_department (account, department) values (?, ?)")
                        .params(account.id(), department)
                        .update();
        });
    }
}
