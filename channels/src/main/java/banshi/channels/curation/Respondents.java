package banshi.channels.curation;

import banshi.corpus.Content;
import java.util.Optional;

/** Who can be asked (可问的答者). Thread-safe. */
public interface Respondents {
    /** What answers now. */
    Respondent current();

    /** A release as it was, by the id of what was compiled; nothing where it is not kept any more. Some tenths of a second for one that nobody has asked of late. */
    Optional<Respondent> of(String release);

    /**
     * What answers now, with the facts, templates and links of other content; what is asked it understands as now. Milliseconds.
     *
     * @throws IllegalArgumentException if that content does not fit together
     */
    Respondent saying(Content content);
}
