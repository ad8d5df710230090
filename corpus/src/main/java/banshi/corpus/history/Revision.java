package banshi.corpus.history;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The whole content at one moment (版本), and what led to it.
 *
 * @param by who saved it
 * @param at to the second
 * @param message what the author said about it
 */
public record Revision(Id id, Author by, Instant at, String message) {
    /** The name of a revision (版本号): 40 hexadecimal digits, as Git has them. */
    public record Id(String value) {
        private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");

        public Id {
            if (!SHA1.matcher(value).matches())
                throw new IllegalArgumentException("a revision is named by 40 hexadecimal digits, not " + value);
        }

        /** What somebody names; nothing where no revision can be called so. */
        public static Optional<Id> of(String value) {
            return SHA1.matcher(value).matches() ? Optional.of(new Id(value)) : Optional.empty();
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
