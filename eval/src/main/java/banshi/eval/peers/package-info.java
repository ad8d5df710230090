/**
 * Others on the same questions in the same run (对照系统): what a city would otherwise take (a chatbot library, a search engine, a
 * database) learns the release's questions and is asked what our assistant is asked. Fairness decisions: docs/peers.md.
 */
@NullMarked
package banshi.eval.peers;

import org.jspecify.annotations.NullMarked;
