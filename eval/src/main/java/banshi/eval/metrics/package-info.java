/** How good the responses are (评测指标): every metric of the evaluation contract, with its bootstrap interval and number of cases. */
@NullMarked
package banshi.eval.metrics;

import org.jspecify.annotations.NullMarked;
