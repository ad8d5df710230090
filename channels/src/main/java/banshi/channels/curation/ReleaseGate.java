package banshi.channels.curation;

import banshi.assistant.cases.CaseSet;
import banshi.assistant.release.Release;
import banshi.assistant.release.ReleaseCompiler;
import banshi.assistant.release.Releases;
import banshi.assistant.replay.Baseline;
import banshi.assistant.replay.Replay;
import banshi.assistant.replay.ReplayQuestion;
import banshi.assistant.replay.Ruling;
import banshi.assistant.retrieval.RememberingEncoder;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.corpus.Content;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.RepeatedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The gate before the releases that this server answers from: candidates are compiled beside them, in the same folder. Thread-safe: a release is made to answer
 * while a candidate is being tried. */
public final class ReleaseGate implements Gate {
    private final Releases releases;
    private final Path folder;
    private final Function<String, Optional<Path>> compiled;
    private final SentenceEncoder encoder;
    private final CaseSet cases;
    private final Clock clock;
    private final RepeatedReader reader = new RepeatedReader();
    private final AtomicReference<@Nullable Baseline> baseline = new AtomicReference<>();

    /**
     * A gate.
     *
     * @param folder where releases are compiled into
     * @param compiled where the release of an id is, compiled here or packaged with the program
     * @param encoder the one that all releases are made with
     * @param cases questions of which it is known what would be right
     */
    public ReleaseGate(
            Releases releases,
            Path folder,
            Function<String, Optional<Path>> compiled,
            SentenceEncoder encoder,
            CaseSet cases,
            Clock clock) {
        this.releases = releases;
        this.folder = folder;
        this.compiled = compiled;
        this.encoder = encoder;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public Outcome tryOut(Path written, List<String> real, Consumer<String> doing) {
        doing.accept("检查内容");
        return switch (reader.read(written, LocalDate.now(clock))) {
            case CheckedContent.Faulty(var complaints) -> new Faulty(complaints);
            case CheckedContent.Sound sound -> tried(sound, written, real, doing);
        };
    }

    @Override
    public void prepare(Path folder) {
        reader.read(folder, LocalDate.now(clock));
        var answering = releases.current();
        baseline(answering).prepare(ReplayQuestion.all(answering.content(), answering.content(), cases, List.of()));
    }

    private Tried tried(CheckedContent.Sound sound, Path written, List<String> real, Consumer<String> doing) {
        var content = sound.content();
        var answering = releases.current();
        var id = compile(content, written, doing);
        var before = baseline(answering);
        var questions = ReplayQuestion.all(answering.content(), content, cases, real);
        doing.accept("把 " + questions.size() + " 句问题在新旧两版上各问一遍");
        var replay = Replay.of(before, opened(id), questions);
        return new Tried(id, replay, Ruling.of(replay), sound.complaints());
    }

    @Override
    public String compile(Content content, Path written, Consumer<String> doing) {
        var id = ReleaseCompiler.idOf(written, encoder);
        doing.accept("编译新版本");
        ReleaseCompiler.compile(
                content,
                id,
                folder,
                compiled.apply(releases.current().summary().id()).stream().toList(),
                encoder,
                clock.instant(),
                doing);
        return id;
    }

    private Baseline baseline(Release answering) {
        var day = LocalDate.now(clock);
        var kept = baseline.get();
        if (kept != null && kept.release() == answering && kept.day().equals(day)) return kept;
        var made = ReleaseCompiler.vectorsOf(
                compiled.apply(answering.summary().id()).stream().toList(), encoder);
        var fresh = new Baseline(answering, new RememberingEncoder(encoder, made), day);
        baseline.set(fresh);
        return fresh;
    }

    @Override
    public void serve(String release) {
        releases.publish(opened(release));
        baseline.set(null); // of a release that answers no longer
    }

    private Release opened(String release) {
        var made = compiled.apply(release)
                .orElseThrow(() -> new IllegalArgumentException("there is no compiled release " + release));
        return Release.open(made, encoder);
    }
}
