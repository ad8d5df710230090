/** What was measured, to be read (评测报告): as a table, as JSON, as a page with plots, and every miss with what was answered. */
@NullMarked
package banshi.eval.report;

import org.jspecify.annotations.NullMarked;
