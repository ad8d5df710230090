package banshi.channels.web;

import banshi.assistant.release.ReleaseSummary;
import java.time.Instant;

/**
 * What the contract tells about a knowledge release (知识版本).
 *
 * @param release its id
 * @param matters with approved content
 * @param templates reply templates
 * @param questions training phrasings
 */
record PublishedRelease(String release, Instant compiledAt, int matters, int templates, int questions) {
    static PublishedRelease of(ReleaseSummary summary) {
        return new PublishedRelease(
                summary.id(), summary.compiledAt(), summary.matters(), summary.templates(), summary.questions());
    }
}
