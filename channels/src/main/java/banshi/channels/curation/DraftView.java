package banshi.channels.curation;

import banshi.corpus.history.Draft;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A draft as somebody sees it who may do something with it (草稿一览).
 *
 * @param behind whether something was published since it was opened
 * @param editors display names of those whose saves it has
 * @param last what was said of it last; null for nothing
 * @param lastBy the display name of whose word that is; null for nobody's
 * @param deeds what whoever looks may do with it now
 */
public record DraftView(
        Draft draft,
        Progress progress,
        boolean behind,
        Set<String> editors,
        @Nullable Word last,
        @Nullable String lastBy,
        Set<Deed> deeds) {
    public DraftView {
        editors = Set.copyOf(editors);
        deeds = Set.copyOf(deeds);
    }
}
