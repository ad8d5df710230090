package banshi.eval.subject;

import banshi.assistant.cases.Response;
import banshi.assistant.understanding.Reading;
import java.io.IOException;
import java.util.Optional;

/** Whom the questions are put to (被测方). */
public interface Respondent {
    /** Begins a conversation in which nothing has been said yet. */
    Conversation open();

    /**
     * Asks one question in a conversation of its own.
     *
     * @throws IOException if nobody is there to answer: the evaluation cannot go on
     */
    default Response ask(String text) throws IOException, InterruptedException {
        return open().ask(text);
    }

    /** What it takes to read a question; nothing where that cannot be seen from here. */
    default Optional<Reading.Step> step(String text) {
        return Optional.empty();
    }

    /** Who listens to calls; nothing where only questions can be put. */
    default Optional<Listening> listening() {
        return Optional.empty();
    }

    /** One conversation (一次对话): each turn knows of those before it. Not thread-safe. */
    interface Conversation {
        /**
         * Says the next thing.
         *
         * @throws IOException if nobody is there to answer: the evaluation cannot go on
         */
        Response ask(String text) throws IOException, InterruptedException;
    }
}
