package banshi.channels.hotline;

import banshi.channels.accounts.Role;
import banshi.channels.hotline.DeskFrame.AgentView;
import banshi.channels.hotline.DeskFrame.Colleague;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The desks that are there (在席坐席), and what they are told. Thread-safe; never blocks. */
public final class Desks implements DeskListener {
    private final JsonMapper json;
    private final Counter cut;
    private final Set<DeskLine> lines = ConcurrentHashMap.newKeySet();

    /** By the id of the account. */
    private final Map<String, Colleague> present = new ConcurrentHashMap<>();

    /** None yet. */
    public Desks(JsonMapper json, MeterRegistry meters) {
        this.json = json;
        cut = Counter.builder("banshi.desks.cut")
                .description("Lines to desks that were closed because too much waited to be sent")
                .register(meters);
        Gauge.builder("banshi.desks", lines, Set::size)
                .description("Lines to desks")
                .register(meters);
    }

    /** What an agent says of himself (坐席状态). */
    static final List<String> STATES = List.of("ready", "away", "wrapup");

    /** One more; it is told nothing before {@code ready}. */
    DeskLine open(AgentView agent, Set<Role> roles) {
        var line = new DeskLine(agent, roles);
        lines.add(line);
        present.putIfAbsent(agent.id(), new Colleague(agent.id(), agent.displayName(), "ready"));
        tellPresence();
        return line;
    }

    /** It is gone; an agent without any is away for the others too. */
    void close(DeskLine line, boolean wasCut) {
        if (!lines.remove(line)) return;
        if (wasCut) cut.increment();
        if (lines.stream()
                .noneMatch(other -> other.agent().id().equals(line.agent().id()))) {
            present.remove(line.agent().id());
            tellPresence();
        }
    }

    String state(AgentView agent) {
        var colleague = present.get(agent.id());
        return colleague == null ? "offline" : colleague.state();
    }

    void become(AgentView agent, String state) {
        if (present.replace(agent.id(), new Colleague(agent.id(), agent.displayName(), state)) != null) tellPresence();
    }

    /** All that are there, in the same order each time. */
    public List<Colleague> colleagues() {
        return present.values().stream()
                .sorted(Comparator.comparing(Colleague::id))
                .toList();
    }

    private void tellPresence() {
        tellWhere(new DeskFrame.Presence(colleagues()), _ -> true);
    }

    /** Whether an expert sits there who can be asked just now. */
    boolean isAskable(String account) {
        var colleague = present.get(account);
        return colleague != null
                && !colleague.state().equals("away")
                && lines.stream()
                        .anyMatch(line -> line.isExpert() && line.agent().id().equals(account));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    @Override
    public void tell(DeskFrame frame, @Nullable String agent) {
        tellWhere(
                frame,
                line -> line.takesCalls()
                        && (agent == null || agent.equals(line.agent().id())));
    }

    /** Tells of a consultation: whose line it is need not take calls. */
    void tellOf(DeskFrame.Consult consult, String account) {
        tellWhere(consult, line -> line.agent().id().equals(account));
    }

    private void tellWhere(DeskFrame frame, Predicate<DeskLine> those) {
        String written = null;
        for (var line : lines) {
            if (!those.test(line)) continue;
            if (written == null) written = written(frame);
            line.tell(written);
        }
    }

    String written(DeskFrame frame) {
        return json.writeValueAsString(frame);
    }
}
