package banshi.channels.curation;

import banshi.corpus.Content;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A gate that finds what is wrong with content, compiles none, and remembers what was to answer. */
public final class UncompiledGate implements Gate {
    private final Clock clock;
    private final List<String> served = new ArrayList<>();

    public UncompiledGate(Clock clock) {
        this.clock = clock;
    }

    /** The releases that were to answer, the first first. */
    List<String> served() {
        return List.copyOf(served);
    }

    @Override
    public Outcome tryOut(Path folder, List<String> real, Consumer<String> doing) {
        return switch (ContentReader.read(folder, LocalDate.now(clock))) {
            case CheckedContent.Faulty(var complaints) -> new Faulty(complaints);
            case CheckedContent.Sound _ -> throw new IllegalStateException("nothing of this is compiled");
        };
    }

    @Override
    public String compile(Content content, Path folder, Consumer<String> doing) {
        throw new AssertionError("nothing was to be compiled");
    }

    @Override
    public void serve(String release) {
        served.add(release);
    }
}
