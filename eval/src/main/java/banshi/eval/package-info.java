/** How good the answers are (评测): cases, metrics with intervals, reports. */
@NullMarked
package banshi.eval;

import org.jspecify.annotations.NullMarked;
