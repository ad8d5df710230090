/**
 * Answers that the front line gave and that may become approved ones (口径建议): what agents, clerks and colleagues said in their own words, kept until an editor opens a draft
 * with them or declines. Nothing of it is told to citizens: what publishes is the studio, past the gate and a second person.
 */
@NullMarked
package banshi.channels.proposals;

import org.jspecify.annotations.NullMarked;
