// The bundles of a release with their steps, in their order.
MATCH (b:Bundle {release: $release})
RETURN properties(b) AS node,
  [(b)-[e:CITES]->(s) | {edge: properties(e), node: properties(s)}] AS citations,
  [(b)-[e:CONSISTS_OF]->(n) | {edge: properties(e), node: properties(n),
    department: head([(n)-[:DONE_BY]->(d) | d.id]),
    matters: [(n)-[:APPLIES_FOR]->(m) | m.id]}] AS steps,
  [(b)-[e:SHARES]->(n) | {edge: properties(e), node: properties(n)}] AS sharedMaterials
ORDER BY b.place
