/**
 * What editors, reviewers and publishers do with content (编审): drafts on the history of content, what somebody in a case would be told, the gate that a draft passes
 * before it answers, and the rule that nobody releases a change of his own.
 *
 * <p>{@link banshi.channels.curation.Studio} is the door. Everything here blocks: on the disk, the database, or, for a candidate release, on both processors for seconds.
 */
@NullMarked
package banshi.channels.curation;

import org.jspecify.annotations.NullMarked;
