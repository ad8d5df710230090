package banshi.channels.hotline;

import banshi.assistant.Assistant;
import banshi.assistant.hotline.CallAssistant;
import banshi.assistant.release.Directory;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.audit.AuditLog;
import banshi.channels.consult.Consulting;
import banshi.channels.hotline.DeskFrame.AgentView;
import banshi.channels.notice.OneTimeNotices;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Records;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** The calls and the desks of an installation (热线). */
public record Hotline(Calls calls, Desks desks, DeskWork work, List<ExecutorService> pools) implements AutoCloseable {
    /** Heard at the same time: more than there are processors only makes all of them slower. */
    private static final int LISTENING = 2;

    /**
     * Whom calls and desks need (热线所需).
     *
     * @param waiting tells how many hand-offs wait; it may block
     * @param clock tells which day it is, in the city's time zone
     */
    public record Needs(
            CallAssistant calls,
            Assistant assistant,
            Directory directory,
            WorkOrderDesk orders,
            OneTimeNotices notices,
            Consulting consulting,
            Records records,
            Accounts accounts,
            AuditLog audit,
            Pseudonyms pseudonyms,
            Secret secret,
            IntSupplier waiting,
            Clock clock,
            JsonMapper json,
            MeterRegistry meters) {}

    /** That which opens the numbers of callers. */
    public static Vault numbers(Secret secret) {
        return Callers.vault(secret);
    }

    /** One that takes calls. */
    public static Hotline open(Needs needs) {
        var listening = Executors.newFixedThreadPool(
                LISTENING, Thread.ofPlatform().daemon().name("listening-", 1).factory());
        var drafting = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("drafting").factory());
        var timer = Schedulers.parallel();
        var desks = new Desks(needs.json(), needs.meters());
        var calls = new Calls(
                needs.records(),
                needs.calls(),
                needs.directory(),
                desks,
                new StaffAgents(needs.accounts()),
                needs.pseudonyms(),
                needs.secret(),
                listening,
                drafting,
                timer,
                needs.clock(),
                needs.json(),
                needs.meters());
        var work = new DeskWork(
                calls,
                desks,
                new DeskSearch(needs.assistant(), needs.directory()),
                needs.orders(),
                needs.notices(),
                new ConsultWork(needs.consulting(), needs.accounts(), calls, desks, timer),
                needs.directory(),
                needs.audit(),
                needs.waiting(),
                listening,
                timer,
                needs.clock());
        return new Hotline(calls, desks, work, List.of(listening, drafting));
    }

    /** Members of staff who take calls. */
    private record StaffAgents(Accounts accounts) implements Agents {
        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{1,31}");

        @Override
        public Optional<AgentView> named(String name) {
            if (!NAME.matcher(name).matches()) return Optional.empty();
            return accounts.named(name).filter(StaffAgents::takesCalls).map(DeskWork::agent);
        }

        private static boolean takesCalls(Account account) {
            return DeskLine.takesCalls(account.roles()) && !account.locked();
        }

        @Override
        public Optional<AgentView> find(String id) {
            return accounts.find(id).map(DeskWork::agent);
        }
    }

    /** Writes what waits, and takes no more. */
    @Override
    public void close() {
        work.close();
        calls.close();
        pools.forEach(ExecutorService::shutdownNow);
    }
}
