package banshi.corpus;

import org.jspecify.annotations.Nullable;

/**
 * What a fact rests on (依据): an article of a law, or a guide or notice.
 *
 * @param id unique within its matter
 * @param article e.g. 第四条; null for a whole text
 * @param url on the allow-list of links, or null
 */
public record Source(
        String id,
        String title,
        @Nullable String article,
        @Nullable String url,
        @Nullable Confidence confidence) {}
