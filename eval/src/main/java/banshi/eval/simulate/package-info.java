/**
 * Invented citizens who talk with the real assistant (对话模拟): one walk after another through the situations of every matter, in random words.
 * Each has a hidden case and answers truthfully, so whatever goes wrong on the way is the assistant's fault or the content's.
 */
@NullMarked
package banshi.eval.simulate;

import org.jspecify.annotations.NullMarked;
