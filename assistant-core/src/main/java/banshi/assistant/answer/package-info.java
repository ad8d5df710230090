/** The words of a reply (答复): template choice, facts filled in, blocks, citations; and the same reply as plain text. */
@NullMarked
package banshi.assistant.answer;

import org.jspecify.annotations.NullMarked;
