package banshi.channels.suggestions;

import banshi.corpus.Phrasing;
import org.jspecify.annotations.Nullable;

/**
 * A question as a model thinks that citizens ask it (模型起草的问法). Nobody has taken it yet.
 *
 * @param belongs what it seems to ask, by what answers now
 * @param nearest the approved phrasing that is nearest to it; null where there is none
 */
public record SuggestedPhrasing(
        String text,
        Phrasing.Style style,
        Belongs belongs,
        @Nullable Near nearest) {
    /** What it seems to ask. */
    public enum Belongs {
        /** What it was wanted for, or nothing that is known. */
        HERE,
        /** Something else about the same matter. */
        OTHER_ASPECT,
        /** Another matter, or what is not ours. */
        OTHER_MATTER
    }

    /**
     * An approved phrasing.
     *
     * @param matter id of its matter or topic
     * @param aspect id, or empty
     * @param similarity 0 to 1
     */
    public record Near(String text, String matter, String aspect, double similarity) {}
}
