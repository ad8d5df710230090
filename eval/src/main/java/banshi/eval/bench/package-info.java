/** How fast, in process (基准测试): JMH benchmarks, each with its percentiles and bytes per operation. The only home of JMH. */
@NullMarked
package banshi.eval.bench;

import org.jspecify.annotations.NullMarked;
