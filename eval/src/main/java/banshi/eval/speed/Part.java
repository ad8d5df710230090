package banshi.eval.speed;

import java.io.IOException;
import java.util.List;

/** One thing whose speed {@code ./banshi bench} measures (测速部分). */
public interface Part {
    /** What it is called on the command line: one lower-case word. */
    String name();

    /** What it measures, in one line for the help. */
    String about();

    /**
     * Measures; takes as long as the setting and the part's own steps say.
     *
     * @return at least one section, in the order in which they are read
     * @throws IllegalArgumentException if the setting lacks what this part needs, or names something that is not there
     * @throws IOException if a file or a server fails
     */
    List<Section> measure(Setting setting) throws IOException, InterruptedException;
}
