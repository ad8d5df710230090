package banshi.assistant.release;

import java.nio.file.Path;
import java.time.Instant;

/** A release of {@link SmallContent}, for tests elsewhere (小样版本). */
public final class SmallRelease {
    private SmallRelease() {}

    /** Compiled into a folder within a second, and opened. */
    public static Release compile(Path folder) {
        var encoder = new SmallContent.CharacterEncoder();
        var compiled =
                ReleaseCompiler.compile(SmallContent.of(""), "r-small", folder, encoder, Instant.EPOCH, said -> {});
        return Release.open(compiled, encoder);
    }
}
