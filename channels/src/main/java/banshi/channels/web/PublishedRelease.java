package banshi.channels.web;

import java.time.Instant;

/**
 * What is told about a knowledge release (知识版本).
 *
 * @param release its id
 * @param matters with approved content
 * @param templates reply templates
 * @param questions training phrasings
 */
public record PublishedRelease(String release, Instant compiledAt, int matters, int templates, int questions) {}
