package banshi.channels.curation;

import banshi.assistant.replay.Replay;
import banshi.assistant.replay.Ruling;
import banshi.corpus.Content;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Makes candidate releases, says what they would change, and makes one of them answer (发布门). */
public interface Gate {
    /**
     * A candidate that was tried.
     *
     * @param release its id
     */
    record Tried(String release, Replay replay, Ruling ruling) {}

    /**
     * Compiles content and puts all questions to what answers now and to it. Blocks for seconds, on all processors.
     *
     * @param folder where the content lies
     * @param real what was really asked of late
     * @param doing told what is being done, in words for editors
     */
    Tried tryOut(Content content, Path folder, List<String> real, Consumer<String> doing);

    /**
     * Compiles content, without asking anything.
     *
     * @return the id of the release
     */
    String compile(Content content, Path folder, Consumer<String> doing);

    /**
     * Makes a release answer that was tried before. Some tenths of a second; turns under way end on the release that they began with.
     *
     * @throws IllegalArgumentException if there is no such release
     */
    void serve(String release);
}
