package banshi.assistant.release;

import banshi.corpus.Content;
import java.nio.file.Path;
import java.time.Instant;

/** A release of {@link SmallContent}, for tests elsewhere (小样版本). */
public final class SmallRelease {
    private SmallRelease() {}

    /** Compiled into a folder within a second, and opened. */
    public static Release compile(Path folder) {
        return compile(SmallContent.of(""), "r-small", folder);
    }

    /** Of other content. */
    public static Release compile(Content content, String id, Path folder) {
        var encoder = new SmallContent.CharacterEncoder();
        return Release.open(ReleaseCompiler.compile(content, id, folder, encoder, Instant.EPOCH, said -> {}), encoder);
    }
}
