package banshi.assistant.release;

import banshi.assistant.Reply;
import banshi.corpus.AspectId;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.graph.Circumstances;
import java.time.LocalDate;
import java.util.Optional;

/** What is published of a matter, asked by its id (事项目录), from the current release. Thread-safe; some 20 µs. */
public interface Directory {
    /** The matter; nothing where there is none of this id. */
    Optional<Matter> matter(MatterId id);

    /**
     * The approved answer about an aspect.
     *
     * @param known of the case
     * @param day on which it must be valid
     * @return nothing where there is no such matter, or no answer to that
     */
    Optional<Reply.Answer> answer(MatterId matter, AspectId aspect, Circumstances known, LocalDate day);

    /**
     * The question about the case that settles most of what is open.
     *
     * @return nothing where no answer to any would change anything
     */
    Optional<Situation> open(MatterId matter, Circumstances known);
}
