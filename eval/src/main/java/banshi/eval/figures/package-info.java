/** The table of figures in the READMEs (指标表): measured and written by a program, never typed. */
@NullMarked
package banshi.eval.figures;

import org.jspecify.annotations.NullMarked;
