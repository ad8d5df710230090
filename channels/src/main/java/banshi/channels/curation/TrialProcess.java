package banshi.channels.curation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Function;

/** The side of the process that tries candidates (试发布进程): answers what the server asks, until it asks no more. */
public final class TrialProcess {
    private final Function<String, Gate> gates;

    /** @param gates the gate before the release of that id */
    public TrialProcess(Function<String, Gate> gates) {
        this.gates = gates;
    }

    /**
     * Tries what is asked for on one stream and tells on the other, until the one ends.
     *
     * @throws IOException if it cannot be read
     */
    public void run(BufferedReader asked, PrintWriter told) throws IOException {
        for (var line = asked.readLine(); line != null; line = asked.readLine()) {
            told.println(answered(TrialLine.read(line), words -> told.println(new TrialLine.Doing(words).line()))
                    .line());
        }
    }

    private TrialLine answered(TrialLine line, Consumer<String> doing) {
        try {
            return switch (line) {
                case TrialLine.Try(var answering, var folder, var real) ->
                    TrialLine.of(gates.apply(answering).tryOut(folder, real, doing));
                case TrialLine.Prepare(var answering, var folder) -> {
                    gates.apply(answering).prepare(folder);
                    yield new TrialLine.Prepared();
                }
                case TrialLine.Prepared _,
                        TrialLine.Doing _,
                        TrialLine.Tried _,
                        TrialLine.Faulty _,
                        TrialLine.Failed _ -> throw new IllegalArgumentException("that is no task");
            };
        } catch (RuntimeException e) {
            return new TrialLine.Failed(e.toString());
        }
    }
}
