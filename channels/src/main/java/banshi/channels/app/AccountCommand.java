package banshi.channels.app;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts.Issued;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Refusal;
import banshi.channels.accounts.Role;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps accounts of staff without a browser (账号命令); each deed is written into the audit log. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Adds, lists, resets, locks and unlocks accounts of staff, without a browser.")
final class AccountCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** For picocli. */
    AccountCommand() {}

    /** Without a deed there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "要做什么？account add、list、reset、lock 或 unlock。");
    }

    @Command(mixinStandardHelpOptions = true, description = "Adds an account and prints its first password, once.")
    void add(
            @Mixin Places places,
            @Parameters(paramLabel = "NAME", description = "With which one logs in: lower-case letters, digits, . _ -")
                    String name,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "What colleagues read.")
                    String displayName,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            split = ",",
                            description = "editor, reviewer, publisher, agent, system, auditor; several by commas.")
                    List<String> roles) {
        in(places, staff -> tell(staff.accounts().add(Actor.OPERATOR, name, displayName, Role.of(roles))));
    }

    @Command(mixinStandardHelpOptions = true, description = "Lists all accounts.")
    void list(@Mixin Places places) {
        in(
                places,
                staff -> staff.accounts().all().forEach(account -> {
                    var state = account.locked() ? "已锁定" : staff.door().isBlocked(account) ? "输错太多，暂停" : "可用";
                    out().printf(
                                    "%-24s %-12s %-24s %s%s%s%n",
                                    account.name(),
                                    state,
                                    account.roles().stream()
                                            .sorted()
                                            .map(Role::chinese)
                                            .collect(Collectors.joining("、")),
                                    account.displayName(),
                                    account.secondFactor() ? "，动态口令" : "",
                                    account.external() ? "，统一认证" : "");
                }));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Gives a new password, printed once; the device is forgotten, sessions end.")
    void reset(@Mixin Places places, @Parameters(paramLabel = "NAME", description = "The account.") String name) {
        in(places, staff -> {
            var account = named(staff, name);
            var issued = staff.accounts().reset(Actor.OPERATOR, account);
            staff.door().forgive(account);
            tell(issued);
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "Lets nobody log in with it; its sessions end.")
    void lock(@Mixin Places places, @Parameters(paramLabel = "NAME", description = "The account.") String name) {
        in(places, staff -> {
            staff.accounts().lock(Actor.OPERATOR, named(staff, name));
            out().println("已锁定 " + name + "，它的登录都结束了。");
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "Lets it be used again, also after too many failures.")
    void unlock(@Mixin Places places, @Parameters(paramLabel = "NAME", description = "The account.") String name) {
        in(places, staff -> {
            var account = named(staff, name);
            staff.accounts().unlock(Actor.OPERATOR, account);
            staff.door().forgive(account);
            out().println("已解锁 " + name + "。");
        });
    }

    private void in(Places places, Consumer<StaffRecords> deed) {
        try (var staff = StaffRecords.open(places.data())) {
            deed.accept(staff);
        } catch (Refusal e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        } finally {
            out().flush();
        }
    }

    private static Account named(StaffRecords staff, String name) {
        return staff.accounts()
                .named(name)
                .orElseThrow(() -> new CannotStart("没有账号 " + name + "；./banshi account list 列出所有账号"));
    }

    private void tell(Issued issued) {
        out().println("账号 " + issued.account().name() + "，口令 " + issued.password() + "（只显示这一次，第一次登录时要改）");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
