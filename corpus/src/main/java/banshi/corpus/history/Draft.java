package banshi.corpus.history;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Work on the content that is not published yet (草稿): a branch.
 *
 * @param title as its editors know it
 * @param from what was published when it was opened
 * @param head its last save; what an editor names as base when saving
 */
public record Draft(Id id, String title, Author openedBy, Instant openedAt, Revision.Id from, Revision.Id head) {
    /** The name of a draft (草稿号). */
    public record Id(String value) {
        private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

        public Id {
            if (!NAME.matcher(value).matches())
                throw new IllegalArgumentException(
                        "a draft is named in small letters, digits and hyphens, not " + value);
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
