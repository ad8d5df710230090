package banshi.channels.asr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down what is told of calls, a line each, to be read one after the other. */
public final class HeardEvents implements CallEvents {
    private final Awaited<Line> lines = new Awaited<>();

    private final List<CallStart> starts = new CopyOnWriteArrayList<>();
    private volatile boolean refuses;

    /** As one that cannot write just now. */
    void refuseNext() {
        refuses = true;
    }

    @Override
    public void started(CallStart start) {
        if (refuses) {
            refuses = false;
            throw new IllegalStateException("no place");
        }
        starts.add(start);
        add("started " + start.callId());
    }

    @Override
    public void heard(String callId, Transcript transcript) {
        var line = callId + " " + transcript.speaker().word() + (transcript.isFinal() ? " final: " : ": ")
                + transcript.text();
        lines.add(new Line(line, transcript));
    }

    @Override
    public void ended(String callId, String reason) {
        add("ended " + callId + " " + reason);
    }

    @Override
    public void fault(String callId, String detail) {
        add("fault " + callId + " " + detail);
    }

    private void add(String line) {
        lines.add(new Line(line, null));
    }

    /** The next line, whatever it is. */
    String next() {
        return lines.next().words();
    }

    /** The next lines are these, and none between them. */
    public void tell(String... expected) {
        for (var line : expected) assertThat(next()).isEqualTo(line);
    }

    /** Likewise, of a transcript, which is given back. */
    Transcript transcript(String expected) {
        var line = lines.next();
        assertThat(line.words()).isEqualTo(expected);
        return Objects.requireNonNull(line.transcript());
    }

    /** The next line is a fault about this. */
    void tellFault(String... words) {
        assertThat(next()).startsWith("fault ").contains(List.of(words));
    }

    /** How calls began. */
    List<CallStart> starts() {
        return List.copyOf(starts);
    }

    /** What nobody has read yet. */
    List<String> unread() {
        return lines.left().stream().map(Line::words).toList();
    }

    /** What was told, and the transcript where it was one. */
    private record Line(String words, @Nullable Transcript transcript) {}
}
