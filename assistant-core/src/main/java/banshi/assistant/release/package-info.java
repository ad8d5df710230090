/**
 * What answers at one moment (知识版本): content, graph, index, vectors and what was learned, under one id, immutable on disk and in
 * memory; compiled, opened and swapped here.
 */
@NullMarked
package banshi.assistant.release;

import org.jspecify.annotations.NullMarked;
