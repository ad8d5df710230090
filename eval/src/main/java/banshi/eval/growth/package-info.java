/** What becomes of speed when there is more to search (增长测试): a thousand passages, a hundred thousand, a million. */
@NullMarked
package banshi.eval.growth;

import org.jspecify.annotations.NullMarked;
