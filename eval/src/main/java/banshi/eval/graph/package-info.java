/** How fast the graph is (图谱测速): published to a Neo4j, loaded from there, and asked in memory. */
@NullMarked
package banshi.eval.graph;

import org.jspecify.annotations.NullMarked;
