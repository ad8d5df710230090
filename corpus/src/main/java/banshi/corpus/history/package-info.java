/**
 * The history of content in Git, through JGit (内容历史): drafts are branches, saves are commits, releases are annotated tags on {@code main}.
 * Whoever edits sees fields and words: edits are merged, compared and attributed by the field, never by the line.
 *
 * <p>{@link banshi.corpus.history.ContentHistory} is the door; all else is what goes in and comes out of it.
 */
@NullMarked
package banshi.corpus.history;

import org.jspecify.annotations.NullMarked;
