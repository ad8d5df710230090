package banshi.channels.curation;

import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Release;

/** What releases are called in the history (版本命名): as what was compiled, and where the same content was published before, with a number behind. */
public final class Naming {
    private Naming() {}

    /** A name that no release has yet, e.g. {@code r-aaf7c3c423a3}, then {@code r-aaf7c3c423a3.2}. */
    public static Release.Id free(ContentHistory history, String compiled) {
        var id = new Release.Id(compiled);
        for (int i = 2; history.release(id).isPresent(); i++) id = new Release.Id(compiled + "." + i);
        return id;
    }
}
