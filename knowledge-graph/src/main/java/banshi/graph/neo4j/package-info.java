/**
 * The graph in Neo4j (图数据库): a release is published there as nodes and edges, loaded back whole, and asked by staff. All Cypher
 * stands in files beside these classes. Never on the way of an answer.
 */
@NullMarked
package banshi.graph.neo4j;

import org.jspecify.annotations.NullMarked;
