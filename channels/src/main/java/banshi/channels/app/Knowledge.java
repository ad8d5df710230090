package banshi.channels.app;

import banshi.assistant.Assistant;
import banshi.assistant.release.CitiesAssistant;
import banshi.assistant.release.Directory;
import banshi.assistant.release.Explainer;
import banshi.assistant.release.Guides;
import banshi.assistant.release.Release;
import banshi.assistant.release.ReleaseAssistant;
import banshi.assistant.release.ReleaseCompiler;
import banshi.assistant.release.ReleaseSummary;
import banshi.assistant.release.Releases;
import banshi.assistant.retrieval.OnnxSentenceEncoder;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.corpus.City;
import banshi.corpus.Content;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the program knows (知识): the release of the content, compiled or found, and the assistant that answers from it.
 * The only place that puts the engine together.
 */
final class Knowledge implements AutoCloseable {
    /** Older releases have hardly a text more, and each costs memory. */
    private static final int MOST_EARLIER = 2;

    private final OnnxSentenceEncoder encoder;
    private final List<CitiesAssistant.Served> cities;
    private final Assistant assistant;
    private final Explainer explainer;
    private final Guides guides;
    private final Directory directory;
    private final @Nullable ContentHome home;

    private Knowledge(OnnxSentenceEncoder encoder, List<CitiesAssistant.Served> cities, @Nullable ContentHome home) {
        this.encoder = encoder;
        this.home = home;
        this.cities = List.copyOf(cities);
        if (cities.size() == 1) {
            var one = new ReleaseAssistant(cities.getFirst().releases());
            this.assistant = one;
            this.explainer = one;
            this.guides = one;
            this.directory = one;
        } else {
            var all = new CitiesAssistant(cities);
            this.assistant = all;
            this.explainer = all;
            this.guides = all;
            this.directory = all;
        }
    }

    /**
     * Opens the release of the content as it is; compiles it if there is none yet. A compiled release was sound once: its content
     * is read again only when something in it has expired since.
     *
     * @param progress told what takes long
     * @throws FaultyContent if the content has errors
     * @throws CannotStart if something else is in the way
     */
    static Knowledge open(Places places, Clock clock, Consumer<String> progress) {
        return open(places, clock, progress, _ -> null);
    }

    /**
     * The same for a server: where the first city's content is curated by hand, what people have published of it answers, not what the program came with.
     */
    static Knowledge serve(Places places, Clock clock, Consumer<String> progress) {
        return open(
                places,
                clock,
                progress,
                encoder -> city(places.content()) != null
                        ? null
                        : ContentHome.open(
                                places,
                                places.content(),
                                HistorySettings.in(
                                        SettingsFile.in(places.data()).read()),
                                encoder,
                                clock));
    }

    private static Knowledge open(
            Places places,
            Clock clock,
            Consumer<String> progress,
            Function<SentenceEncoder, @Nullable ContentHome> open) {
        var encoder = encoder();
        ContentHome home = null;
        try {
            home = open.apply(encoder);
            var cities = new ArrayList<CitiesAssistant.Served>();
            for (var root : places.allContent()) {
                var release = home != null && cities.isEmpty()
                        ? release(home.folder(), home.release(), places, encoder, clock, progress)
                        : release(root, ReleaseCompiler.idOf(root, encoder), places, encoder, clock, progress);
                cities.add(new CitiesAssistant.Served(city(root), new Releases(release)));
            }
            return new Knowledge(encoder, cities, home);
        } catch (RuntimeException e) {
            if (home != null) home.close();
            encoder.close();
            throw e instanceof IllegalArgumentException wrong
                    ? new CannotStart(String.valueOf(wrong.getMessage()), wrong)
                    : e;
        }
    }

    private static Release release(
            Path root, String id, Places places, OnnxSentenceEncoder encoder, Clock clock, Consumer<String> progress) {
        var found = places.compiled(id);
        if (found.isPresent()) {
            var release = release(found.get(), encoder);
            var today = LocalDate.now(clock);
            if (!release.summary().soundOn(today)) check(root, today);
            return release;
        }
        places.requireWritableData();
        return release(compile(root, id, places.releases(), places.compiled(), encoder, clock, progress), encoder);
    }

    /** Null where the content is curated. */
    private static @Nullable City city(Path root) {
        return ContentReader.city(root).orElse(null);
    }

    /** Compiles a release into a folder of releases, unless it is there; gives its folder. */
    static Path compile(Path root, Path releases, Clock clock, Consumer<String> progress) {
        try (var encoder = encoder()) {
            var id = ReleaseCompiler.idOf(root, encoder);
            return compile(root, id, releases, List.of(releases), encoder, clock, progress);
        }
    }

    private static Path compile(
            Path root,
            String id,
            Path releases,
            List<Path> compiled,
            SentenceEncoder encoder,
            Clock clock,
            Consumer<String> progress) {
        if (Files.exists(Places.summary(releases.resolve(id)))) return releases.resolve(id);
        var content = check(root, LocalDate.now(clock));
        progress.accept("正在编译知识版本 " + id + "，内容改变以后才需要一次");
        var earlier = compiled.stream()
                .flatMap(folder -> ReleaseCompiler.compiledIn(folder).stream())
                .limit(MOST_EARLIER)
                .toList();
        return ReleaseCompiler.compile(content, id, releases, earlier, encoder, clock.instant(), progress);
    }

    /**
     * Sound content.
     *
     * @throws FaultyContent if it has errors
     */
    static Content check(Path root, LocalDate today) {
        return switch (ContentReader.read(root, today)) {
            case CheckedContent.Sound sound -> sound.content();
            case CheckedContent.Faulty faulty -> throw new FaultyContent(root, faulty.complaints());
        };
    }

    static OnnxSentenceEncoder encoder() {
        try {
            return OnnxSentenceEncoder.open();
        } catch (IllegalStateException e) {
            throw new CannotStart(
                    "句向量模型不能启动（" + e.getMessage() + "）；ONNX Runtime 要 64 位的 Linux（glibc）、macOS 或 Windows，和可写的临时目录", e);
        }
    }

    Assistant assistant() {
        return assistant;
    }

    /** Why it answers as it does. */
    Explainer explainer() {
        return explainer;
    }

    /** What somebody needs who applies. */
    Guides guides() {
        return guides;
    }

    /** What is published of a matter. */
    Directory directory() {
        return directory;
    }

    /** Of the first city. */
    ReleaseSummary summary() {
        return summaries().getFirst();
    }

    /** Of all cities, the first city first. */
    List<ReleaseSummary> summaries() {
        return cities.stream().map(c -> c.releases().current().summary()).toList();
    }

    /** Of all cities, as they are now. */
    List<Release> releases() {
        return cities.stream().map(c -> c.releases().current()).toList();
    }

    /** Of the first city. */
    Content content() {
        return cities.getFirst().releases().current().content();
    }

    /** Where the first city's content is curated; null where it is not curated here. */
    @Nullable
    ContentHome home() {
        return home;
    }

    /** Of the first city; what is published in it answers. */
    Releases served() {
        return cities.getFirst().releases();
    }

    /** Tells what words mean; the one that all releases are made with. */
    SentenceEncoder vectors() {
        return encoder;
    }

    /** What the graph database is to hold: the first city's. */
    GraphPublication.Content published() {
        var release = cities.getFirst().releases().current();
        var content = release.content();
        return new GraphPublication.Content(release.summary().id(), content.matters(), content.bundles());
    }

    @Override
    public void close() {
        if (home != null) home.close();
        encoder.close();
    }

    private static Release release(Path folder, OnnxSentenceEncoder encoder) {
        try {
            return Release.open(folder, encoder);
        } catch (RuntimeException e) {
            throw new CannotStart(
                    "编译好的知识版本 " + folder.toAbsolutePath() + " 打不开（"
                            + e.getClass().getSimpleName() + "）；删掉这个目录，下次启动会重新编译",
                    e);
        }
    }
}
