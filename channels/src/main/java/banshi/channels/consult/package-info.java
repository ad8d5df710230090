/**
 * What agents ask experts of a department while a citizen waits (一键呼叫): a question with the words that it is about, who takes it, what they say to each other, and the answer, which can be proposed as
 * published words.
 */
@NullMarked
package banshi.channels.consult;

import org.jspecify.annotations.NullMarked;
