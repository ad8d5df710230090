package banshi.channels.curation;

import banshi.assistant.replay.Rereading;
import banshi.corpus.Content;
import banshi.corpus.Term;
import java.time.LocalDate;
import java.util.List;
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

    /**
     * What changes where what answers now hears with another lexicon. Some seconds.
     *
     * @param terms the lexicon, whole
     * @param real what was really asked of late; read as well as all approved phrasings and the cases
     * @param day on which the answers must be valid
     */
    Rereading rereading(List<Term> terms, List<String> real, LocalDate day);
}
