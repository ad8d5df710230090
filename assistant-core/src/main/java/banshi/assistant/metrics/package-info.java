/** Figures with their intervals (统计): one definition for whatever is measured on questions. */
@NullMarked
package banshi.assistant.metrics;

import org.jspecify.annotations.NullMarked;
