package banshi.channels.curation;

import banshi.assistant.Block;
import banshi.assistant.cases.Response;
import banshi.assistant.replay.Replay;
import banshi.assistant.replay.ReplayQuestion;
import banshi.corpus.yaml.Complaint;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the server and the process that tries candidates tell each other, a line of JSON each (试发布进程的对话). */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
sealed interface TrialLine {
    /**
     * Try this; from the server.
     *
     * @param answering the id of the release that answers now
     * @param folder where the content lies
     */
    record Try(String answering, Path folder, List<String> real) implements TrialLine {}

    /** Make ready for the next trial, of something like the content in the folder; from the server. */
    record Prepare(String answering, Path folder) implements TrialLine {}

    /** It is ready. */
    record Prepared() implements TrialLine {}

    /** What is being done. */
    record Doing(String words) implements TrialLine {}

    /** It was tried. The ruling follows from the replay. */
    record Tried(String release, Replay replay, List<Complaint> reminders) implements TrialLine {}

    /** There is nothing to try. */
    record Faulty(List<Complaint> complaints) implements TrialLine {}

    /** It could not be tried. */
    record Failed(String why) implements TrialLine {}

    /** Tells what sort of it something is. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    interface Told {}

    /** Names that records have in memory are the names on the line: both sides are one program. */
    JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(ReplayQuestion.class, Told.class)
            .addMixIn(Response.class, Told.class)
            .addMixIn(Block.class, Told.class)
            .build();

    static TrialLine of(Gate.Outcome outcome) {
        return switch (outcome) {
            case Gate.Tried tried -> new Tried(tried.release(), tried.replay(), tried.reminders());
            case Gate.Faulty(var complaints) -> new Faulty(complaints);
        };
    }

    /** As it is sent. */
    default String line() {
        return JSON.writeValueAsString(this);
    }

    /**
     * Of a line.
     *
     * @throws JacksonException if it is none of ours
     */
    static TrialLine read(String line) {
        return JSON.readValue(line, TrialLine.class);
    }
}
