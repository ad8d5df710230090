package banshi.channels.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where things are on this machine (目录): the options that commands share, and what stands in for them. The launcher names the
 * packaged places in system properties.
 */
final class Places {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "What the server keeps: compiled releases and banshi.yaml, the settings. Default: $BANSHI_DATA, or .banshi")
    private @Nullable Path data;

    @Option(
            names = "--content",
            paramLabel = "DIR",
            description =
                    "The content folder; a second one is another city's, beside the first. Default: corpus/content")
    private List<Path> contents = List.of();

    @Option(
            names = "--city",
            paramLabel = "NAME",
            description = "An imported city beside the first: <data>/cities/NAME; repeatable.")
    private List<String> cities = List.of();

    /** With this data folder, and all else as usual. */
    static Places in(Path data) {
        var places = new Places();
        places.data = data;
        return places;
    }

    Path data() {
        if (data != null) return data;
        var variable = System.getenv("BANSHI_DATA");
        return variable != null && !variable.isBlank() ? Path.of(variable) : Path.of(".banshi");
    }

    Path content() {
        return folder(
                contents.isEmpty()
                        ? Path.of(System.getProperty("banshi.content", "corpus/content"))
                        : contents.getFirst());
    }

    /** The first city's content, then that of the cities beside it. */
    List<Path> allContent() {
        var all = new ArrayList<Path>();
        all.add(content());
        contents.stream().skip(1).map(Places::folder).forEach(all::add);
        cities.stream().map(this::city).map(Places::folder).forEach(all::add);
        return List.copyOf(all);
    }

    private static Path folder(Path folder) {
        if (!Files.isDirectory(folder)) throw new CannotStart("没有内容目录 " + folder.toAbsolutePath() + "，请用 --content 指定");
        return folder;
    }

    /** Where an imported city's content is kept. */
    Path city(String name) {
        return data().resolve("cities").resolve(name);
    }

    /** Where the packaged profiles of outside catalogues are. */
    static Path profiles() {
        return Path.of(System.getProperty("banshi.profiles", "corpus/profiles"));
    }

    /** Questions of which it is known what would be right, for the gate before publication; null where the program came without. */
    static @Nullable Path cases() {
        var folder = Path.of(System.getProperty("banshi.cases", "eval/cases/dev"));
        return Files.isDirectory(folder) ? folder : null;
    }

    /** Where releases of this installation are compiled into. */
    Path releases() {
        return data().resolve("releases");
    }

    /** Where compiled releases are found: of this installation, and packaged with the program. */
    List<Path> compiled() {
        var packaged = System.getProperty("banshi.releases");
        return packaged == null ? List.of(releases()) : List.of(releases(), Path.of(packaged));
    }

    /** A compiled release. */
    Optional<Path> compiled(String id) {
        return compiled().stream()
                .map(folder -> folder.resolve(id))
                .filter(release -> Files.exists(summary(release)))
                .findFirst();
    }

    /** The file that a compiled release has, written last. */
    static Path summary(Path release) {
        return release.resolve("release.json");
    }

    /**
     * Makes the data folder and tries to write into it.
     *
     * @throws CannotStart if that does not work
     */
    void requireWritableData() {
        var folder = data().toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".writable-", ""));
        } catch (IOException e) {
            throw new CannotStart(
                    "数据目录 " + folder + " 不能写入（" + e.getClass().getSimpleName() + "），请改成可写，或用 --data 换一个目录", e);
        }
    }
}
