/** Who is asked (被测对象): an assistant opened in this process, or a server over the HTTP contract; both give the same kind of response. */
@NullMarked
package banshi.eval.subject;

import org.jspecify.annotations.NullMarked;
