package banshi.channels.curation;

import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Release;

/** What releases are called in the history (版本命名): as what was compiled, and where the same content was published before, with a number behind. */
public final class Naming {
    private Naming() {}

    /** The id of what was compiled, of a release's name. */
    public static String compiled(Release.Id name) {
        var value = name.value();
        int number = value.indexOf('.');
        return number < 0 ? value : value.substring(0, number);
    }

    /** A name that no release has yet, e.g. {@code r-aaf7c3c423a3}, then {@code r-aaf7c3c423a3.2}. */
    public static Release.Id free(ContentHistory history, String compiled) {
        var id = new Release.Id(compiled);
        for (int i = 2; history.release(id).isPresent(); i++) id = new Release.Id(compiled + "." + i);
        return id;
    }
}
