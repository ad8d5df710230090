package banshi.channels.curation;

import banshi.corpus.history.Revision;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the trial of a draft is (试发布). */
public sealed interface Candidacy {
    /** Of which revision of the draft. */
    Revision.Id head();

    /** It is on its way; {@code doing} in words for editors. */
    record Working(Revision.Id head, String doing) implements Candidacy {}

    /** It was tried; {@code complaints} do not keep it from being published. */
    record Done(Revision.Id head, Gate.Tried tried, List<Trials.Found> complaints, Duration took) implements Candidacy {
        public Done {
            complaints = List.copyOf(complaints);
        }
    }

    /** The content has errors, so that there is nothing to try. */
    record Broken(Revision.Id head, List<Trials.Found> complaints) implements Candidacy {
        public Broken {
            complaints = List.copyOf(complaints);
        }
    }

    /** It could not be tried; {@code why} in words for editors. */
    record Failed(Revision.Id head, @Nullable String why) implements Candidacy {}
}
