/**
 * What a question asks (理解): which matter or topic, which aspect, and how probable each reading is. Learns from the published
 * phrasings when a release is compiled; deterministic.
 */
@NullMarked
package banshi.assistant.understanding;

import org.jspecify.annotations.NullMarked;
