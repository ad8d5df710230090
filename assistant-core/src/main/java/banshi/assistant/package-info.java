/**
 * What to reply (回答): a citizen's words and the dialogue so far in, a reply and the dialogue from now on out. {@link
 * banshi.assistant.Assistant#reply} is the whole of it: a pure function of its arguments and the release. No Spring, no clock, no
 * log of what citizens wrote.
 */
@NullMarked
package banshi.assistant;

import org.jspecify.annotations.NullMarked;
