package banshi.corpus.xlsx;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a row (行有误).
 *
 * @param column null if it is about the row as a whole
 */
record Problem(Row row, @Nullable Column column, String what) {}
