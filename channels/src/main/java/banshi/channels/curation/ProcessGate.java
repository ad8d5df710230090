package banshi.channels.curation;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.replay.Ruling;
import banshi.corpus.Content;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A gate whose trials run in a process of their own (试发布进程的门): memory for a second release and all replies is taken there, and given back. The process is started by the first trial and
 * kept for some minutes, for what it knows of the release that answers makes the next trial quicker. It ends with this one, whatever becomes of this one: its input ends then. Thread-safe; one
 * trial at a time.
 */
public final class ProcessGate implements Gate {
    private final Gate here;
    private final Supplier<String> answering;
    private final List<String> command;
    private final Duration kept;
    private final ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("trial-upkeep").factory());
    private final Object asking = new Object();
    private volatile @Nullable Child child;
    private @Nullable Future<?> ending;

    /**
     * A gate.
     *
     * @param here compiles and serves
     * @param answering the id of the release that answers now
     * @param command starts a {@link TrialProcess}
     * @param kept how long the process waits for a next trial
     */
    public ProcessGate(Gate here, Supplier<String> answering, List<String> command, Duration kept) {
        this.here = here;
        this.answering = answering;
        this.command = List.copyOf(command);
        this.kept = kept;
    }

    /** The process and both streams. */
    private record Child(Process process, BufferedWriter asks, BufferedReader tells) {
        static Child start(List<String> command) throws IOException {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Child(process, process.outputWriter(UTF_8), process.inputReader(UTF_8));
        }

        void end() {
            process.destroy();
        }
    }

    @Override
    public void prepare(Path folder) {
        if (asked(new TrialLine.Prepare(answering.get(), folder.toAbsolutePath()), _ -> {})
                instanceof TrialLine.Failed(var why)) throw failed(why, null);
    }

    @Override
    public Outcome tryOut(Path folder, List<String> real, Consumer<String> doing) {
        return switch (asked(new TrialLine.Try(answering.get(), folder.toAbsolutePath(), real), doing)) {
            case TrialLine.Tried(var release, var replay, var reminders) ->
                new Tried(release, replay, Ruling.of(replay), reminders);
            case TrialLine.Faulty(var complaints) -> new Faulty(complaints);
            case TrialLine.Failed(var why) -> throw failed(why, null);
            case TrialLine.Try _, TrialLine.Prepare _, TrialLine.Prepared _, TrialLine.Doing _ ->
                throw failed("it answered something else", null);
        };
    }

    private TrialLine asked(TrialLine task, Consumer<String> doing) {
        synchronized (asking) {
            if (ending != null) ending.cancel(false);
            try {
                var answer = answer(running(), task, doing);
                ending = upkeep.schedule(this::end, kept.toMillis(), TimeUnit.MILLISECONDS);
                return answer;
            } catch (IOException | JacksonException e) {
                end();
                throw failed("it broke off", e);
            }
        }
    }

    private Child running() throws IOException {
        var last = child;
        if (last != null && last.process().isAlive()) return last;
        var fresh = Child.start(command);
        child = fresh;
        return fresh;
    }

    private static TrialLine answer(Child child, TrialLine task, Consumer<String> doing) throws IOException {
        child.asks().write(task.line());
        child.asks().newLine();
        child.asks().flush();
        for (var line = child.tells().readLine();
                line != null;
                line = child.tells().readLine()) {
            var told = TrialLine.read(line);
            if (!(told instanceof TrialLine.Doing(var words))) return told;
            doing.accept(words);
        }
        throw new IOException("the process ended");
    }

    private static IllegalStateException failed(String why, @Nullable Exception cause) {
        return new IllegalStateException("trying a candidate in a process of its own: " + why, cause);
    }

    @Override
    public String compile(Content content, Path folder, Consumer<String> doing) {
        return here.compile(content, folder, doing);
    }

    @Override
    public void serve(String release) {
        here.serve(release);
    }

    private void end() {
        synchronized (asking) {
            var last = child;
            child = null; // one that is ending may seem alive for a moment
            if (last != null) last.end();
        }
    }

    /** Ends the process, with whatever it is trying. */
    @Override
    public void close() {
        upkeep.shutdownNow();
        var last = child; // it may be asked something now, and is not waited for
        if (last != null) last.end();
    }
}
