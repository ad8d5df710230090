package banshi.eval.subject;

import java.io.IOException;

/** Whom the questions are put to (被测方). */
public interface Respondent {
    /**
     * Asks one question in a conversation of its own.
     *
     * @throws IOException if nobody is there to answer: the evaluation cannot go on
     */
    Response ask(String text) throws IOException, InterruptedException;
}
