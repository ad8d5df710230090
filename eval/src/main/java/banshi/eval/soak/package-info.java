/**
 * Whether the server lasts (长稳测试): a mixed load at a steady rate, what came of every request, whether everything acknowledged is
 * kept, and whether memory stays what it is.
 */
@NullMarked
package banshi.eval.soak;

import org.jspecify.annotations.NullMarked;
