package banshi.assistant;

import banshi.corpus.Source;
import org.jspecify.annotations.Nullable;

/** What backs a reply (引用依据): an article of a law, or a guide. */
public record Citation(
        String title, @Nullable String article, @Nullable String url) {
    /** What a source of the content is to a reader. */
    public static Citation of(Source source) {
        return new Citation(source.title(), source.article(), source.url());
    }
}
