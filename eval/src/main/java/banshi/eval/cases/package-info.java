/** What is asked and what would be right (评测用例): the evaluation files, read and checked line by line. */
@NullMarked
package banshi.eval.cases;

import org.jspecify.annotations.NullMarked;
