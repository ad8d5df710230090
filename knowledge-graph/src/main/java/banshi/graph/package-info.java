/**
 * What the content means (知识图谱): from a matter and what is known of the citizen, which materials and conditions apply, what a
 * fact says, and whether another matter is the right one. Compiled in memory; nothing here reads a file or the clock.
 */
@NullMarked
package banshi.graph;

import org.jspecify.annotations.NullMarked;
