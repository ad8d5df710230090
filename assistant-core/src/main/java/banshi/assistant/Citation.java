package banshi.assistant;

import org.jspecify.annotations.Nullable;

/** What backs a reply (引用依据): an article of a law, or a guide. */
public record Citation(
        String title, @Nullable String article, @Nullable String url) {}
