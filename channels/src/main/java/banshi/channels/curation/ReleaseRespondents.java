package banshi.channels.curation;

import banshi.assistant.cases.CaseSet;
import banshi.assistant.release.Release;
import banshi.assistant.release.ReleaseAssistant;
import banshi.assistant.release.Releases;
import banshi.assistant.replay.ReplayQuestion;
import banshi.assistant.replay.Rereading;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.channels.cache.Caches;
import banshi.corpus.Content;
import banshi.corpus.Term;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The releases of this server as respondents. The last two that were asked about stay open for a while, for each takes a hundred megabytes and more. Thread-safe. */
public final class ReleaseRespondents implements Respondents {
    private static final int OPEN = 2;
    private static final Duration AWHILE = Duration.ofMinutes(5);

    private final Releases releases;
    private final Respondent current;
    private final Function<String, Optional<Path>> compiled;
    private final SentenceEncoder encoder;
    private final CaseSet cases;
    private final Cache<String, Respondent> opened = Caches.newBuilder()
            .maximumSize(OPEN)
            .expireAfterAccess(AWHILE)
            .scheduler(Scheduler.systemScheduler())
            .build();

    /**
     * Those of a server.
     *
     * @param releases of the city whose content is curated
     * @param current what answers, for all cities
     * @param compiled where the release of an id is
     * @param encoder the one that all releases are made with
     * @param cases questions of which it is known what would be right
     */
    public ReleaseRespondents(
            Releases releases,
            Respondent current,
            Function<String, Optional<Path>> compiled,
            SentenceEncoder encoder,
            CaseSet cases) {
        this.releases = releases;
        this.current = current;
        this.compiled = compiled;
        this.encoder = encoder;
        this.cases = cases;
    }

    @Override
    public Respondent current() {
        return current;
    }

    @Override
    public Optional<Respondent> of(String release) {
        var answering = releases.current();
        if (answering.summary().id().equals(release)) return Optional.of(respondent(answering));
        try {
            return compiled.apply(release)
                    .map(folder -> opened.get(release, _ -> respondent(Release.open(folder, encoder))));
        } catch (IllegalArgumentException e) { // it was compiled for an encoder that is gone
            return Optional.empty();
        }
    }

    @Override
    public Respondent saying(Content content) {
        return respondent(releases.current().saying(content));
    }

    @Override
    public Rereading rereading(List<Term> terms, List<String> real, LocalDate day) {
        var answering = releases.current();
        var questions = ReplayQuestion.all(answering.content(), answering.content(), cases, real);
        return Rereading.of(answering, encoder, terms, questions, day);
    }

    /** Remembers no readings: hardly anybody asks the same twice. */
    private static Respondent respondent(Release release) {
        var assistant = new ReleaseAssistant(new Releases(release), 0);
        return new Respondent(assistant, assistant);
    }
}
