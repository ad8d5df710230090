package banshi.corpus.history;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the history lies and how it begins (历史设置).
 *
 * @param repository the folder of the bare repository; made at the first start
 * @param seed the content folder that the first release is made of, where there is none yet
 * @param seedRelease the id of that release
 * @param seededBy who is said to have made it
 * @param remote where releases are published to and fetched from; null for none
 */
public record HistorySettings(
        Path repository,
        Path seed,
        Release.Id seedRelease,
        Author seededBy,
        @Nullable URI remote) {}
