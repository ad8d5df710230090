package banshi.channels.curation;

import banshi.assistant.replay.Replay;
import banshi.assistant.replay.Ruling;
import banshi.corpus.Content;
import banshi.corpus.yaml.Complaint;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Makes candidate releases, says what they would change, and makes one of them answer (发布门). */
public interface Gate extends AutoCloseable {
    /** What a trial comes to. */
    sealed interface Outcome {}

    /**
     * A candidate that was tried.
     *
     * @param release its id
     * @param reminders what is to be looked at in its content, and does not keep it from being published
     */
    record Tried(String release, Replay replay, Ruling ruling, List<Complaint> reminders) implements Outcome {
        public Tried {
            reminders = List.copyOf(reminders);
        }
    }

    /** Content with errors: there is no candidate. */
    record Faulty(List<Complaint> complaints) implements Outcome {
        public Faulty {
            complaints = List.copyOf(complaints);
        }
    }

    /**
     * Reads content, compiles it and puts all questions to what answers now and to it. Blocks for seconds, on all processors.
     *
     * @param folder where the content lies
     * @param real what was really asked of late
     * @param doing told what is being done, in words for editors
     */
    Outcome tryOut(Path folder, List<String> real, Consumer<String> doing);

    /**
     * Does what the next trial will need whatever is tried: somebody is about to ask for one. Blocks for seconds the first time.
     *
     * @param folder content that is like what will be tried, as what is published is
     */
    default void prepare(Path folder) {}

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

    /** Gives up what is under way, for good. */
    @Override
    default void close() {}
}
