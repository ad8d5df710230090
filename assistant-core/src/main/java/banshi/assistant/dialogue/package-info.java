/** What to do next (对话策略): from a reading and the dialogue so far to one move; and the dialogue's state as bytes. */
@NullMarked
package banshi.assistant.dialogue;

import org.jspecify.annotations.NullMarked;
