package banshi.channels.hotline;

import banshi.channels.accounts.Role;
import banshi.channels.hotline.DeskFrame.AgentView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * One desk's line (坐席连接): what it is told waits here until it is sent, in order. A desk that takes nothing is cut off before it costs much room; it comes again to a {@code ready}.
 * Thread-safe; never blocks.
 */
public final class DeskLine {
    /** Frames that may wait. */
    static final int MOST_WAITING = 2_048;

    private final AgentView agent;
    private final Set<Role> roles;
    private final Sinks.Many<String> out = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<String>get(MOST_WAITING).get());
    private final Sinks.One<Boolean> cut = Sinks.one();

    /** What came before {@code ready}; null after it. */
    private @Nullable List<String> early = new ArrayList<>();

    DeskLine(AgentView agent, Set<Role> roles) {
        this.agent = agent;
        this.roles = Set.copyOf(roles);
    }

    AgentView agent() {
        return agent;
    }

    /** Whether calls are told over it. */
    boolean takesCalls() {
        return takesCalls(roles);
    }

    /** Whether somebody of these roles takes calls. */
    static boolean takesCalls(Set<Role> roles) {
        return roles.contains(Role.AGENT) || roles.contains(Role.SUPERVISOR);
    }

    /** Whether it is an expert's, whatever else he is. */
    boolean isExpert() {
        return roles.contains(Role.EXPERT);
    }

    /** Of what it is told, what it has not been sent yet; for one subscriber. */
    public Flux<String> frames() {
        return out.asFlux();
    }

    /** Completes when too much waits: the line is to be closed. */
    public Mono<Void> cut() {
        return cut.asMono().then();
    }

    /** What is to be shown at the beginning; all else comes after it. */
    synchronized void ready(List<String> frames) {
        var waiting = early == null ? List.<String>of() : early;
        early = null;
        frames.forEach(this::emit);
        waiting.forEach(this::emit);
    }

    synchronized void tell(String frame) {
        if (early == null) emit(frame);
        else if (early.size() < MOST_WAITING) early.add(frame);
        else cut.tryEmitValue(true);
    }

    private void emit(String frame) {
        if (out.tryEmitNext(frame) == Sinks.EmitResult.FAIL_OVERFLOW) cut.tryEmitValue(true);
    }
}
