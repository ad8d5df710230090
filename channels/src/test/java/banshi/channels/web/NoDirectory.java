package banshi.channels.web;

import banshi.assistant.Reply;
import banshi.assistant.release.Directory;
import banshi.corpus.AspectId;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Situation;
import banshi.graph.Circumstances;
import java.time.LocalDate;
import java.util.Optional;

/** Where nothing is published. */
public final class NoDirectory implements Directory {
    @Override
    public Optional<Matter> matter(MatterId id) {
        return Optional.empty();
    }

    @Override
    public Optional<Reply.Answer> answer(MatterId matter, AspectId aspect, Circumstances known, LocalDate day) {
        return Optional.empty();
    }

    @Override
    public Optional<Situation> open(MatterId matter, Circumstances known) {
        return Optional.empty();
    }
}
