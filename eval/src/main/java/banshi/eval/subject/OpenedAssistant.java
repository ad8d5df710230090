package banshi.eval.subject;

import banshi.assistant.Assistant;
import banshi.corpus.MatterId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An assistant ready to be asked, and what is known of its release (已打开的知识版本).
 *
 * @param release its id, as every reply names it
 * @param day on which the answers must be valid unless another is asked for: the release's own, never today
 * @param matters those that have content in the release
 */
public record OpenedAssistant(Assistant assistant, String release, LocalDate day, Set<MatterId> matters) {
    public OpenedAssistant {
        matters = Set.copyOf(matters);
    }

    /**
     * Opens a compiled release.
     *
     * @param directory of the release, or null for the one that is used when none is named
     * @throws IOException if it cannot be read
     */
    @SuppressWarnings("DoNotCallSuggester") // until releases can be opened
    public static OpenedAssistant open(@Nullable Path directory) throws IOException {
        throw new IOException("no release can be opened yet" + (directory == null ? "" : ": " + directory));
    }

    /** How an assistant is opened (打开方式): from a release directory, or in tests from thin air. */
    @FunctionalInterface
    public interface Opener {
        /** Opens the release of {@code directory}, or the usual one if it is null. */
        OpenedAssistant open(@Nullable Path directory) throws IOException;
    }
}
