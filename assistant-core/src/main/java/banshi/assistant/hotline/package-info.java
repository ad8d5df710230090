/**
 * A telephone call as it is heard (热线通话): what somebody says in, what the agent may say, ask or watch out for out, and a work order at the end. A whole call is one
 * dialogue of the same assistant; what the agent says informs it too. Pure, as the rest of the core is.
 */
@NullMarked
package banshi.assistant.hotline;

import org.jspecify.annotations.NullMarked;
