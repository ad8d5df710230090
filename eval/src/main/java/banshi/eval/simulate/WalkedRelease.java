package banshi.eval.simulate;

import banshi.assistant.Assistant;
import banshi.corpus.Content;
import banshi.eval.subject.OpenedAssistant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is walked through (行走对象).
 *
 * @param assistant thread-safe; talks from {@code content}, or is meant to
 * @param release its id
 * @param day on which the answers must be valid
 */
public record WalkedRelease(Assistant assistant, Content content, String release, LocalDate day) {
    /**
     * Opens a compiled release.
     *
     * @throws IOException if none is named or it cannot be read
     */
    public static WalkedRelease open(@Nullable Path directory) throws IOException {
        var release = OpenedAssistant.release(directory);
        var opened = OpenedAssistant.of(release);
        return new WalkedRelease(opened.assistant(), release.content(), opened.release(), opened.day());
    }

    /** How one is opened; in tests from thin air. */
    @FunctionalInterface
    public interface Opener {
        /** Opens the release of {@code directory}, which is null where none is named. */
        WalkedRelease open(@Nullable Path directory) throws IOException;
    }
}
