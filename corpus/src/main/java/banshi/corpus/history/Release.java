package banshi.corpus.history;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A revision that was published (发布): an annotated tag.
 *
 * @param editedBy whose saves it has that the release before did not have, each once
 * @param reason why, where something was said
 */
public record Release(
        Id id, Revision.Id revision, List<Author> editedBy, Author approvedBy, Instant at, String reason) {
    public Release {
        editedBy = List.copyOf(editedBy);
    }

    /** The name of a release (知识版本号). */
    public record Id(String value) {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+([._-][A-Za-z0-9]+)*");

        public Id {
            if (!isName(value))
                throw new IllegalArgumentException(
                        "a release is named in letters and digits with single dots, underscores and hyphens between, not "
                                + value);
        }

        public static boolean isName(String value) {
            return NAME.matcher(value).matches() && !value.endsWith(".lock"); // which Git keeps for itself
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
