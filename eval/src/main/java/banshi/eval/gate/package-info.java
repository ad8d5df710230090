/** How long it takes from an edit to the verdict of the publish gate, on the real content (门禁测速). */
@NullMarked
package banshi.eval.gate;

import org.jspecify.annotations.NullMarked;
