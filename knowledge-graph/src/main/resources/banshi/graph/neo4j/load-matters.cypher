// The matters of a release with all that belongs to them, in their order.
MATCH (m:Matter {release: $release})
WHERE m.place IS NOT NULL
RETURN properties(m) AS node,
  head([(m)-[:HANDLED_BY]->(d) | d.id]) AS department,
  [(m)-[e:CITES]->(s) | {edge: properties(e), node: properties(s)}] AS citations,
  [(m)-[e:CONFUSED_WITH]->(other) | {edge: properties(e), id: other.id}] AS neighbours,
  [(m)-[e:ASKS]->(n) | {edge: properties(e), node: properties(n),
    options: [(n)-[f:OFFERS]->(o) | {edge: properties(f), node: properties(o)}]}] AS situations,
  [(m)-[e:ENDS_IN]->(n) | {edge: properties(e), node: properties(n),
    redirects: [(n)-[:REDIRECTS_TO]->(other) | other.id]}] AS outcomes,
  [(m)-[e:REQUIRES]->(n) | {edge: properties(e), node: properties(n)}] AS conditions,
  [(m)-[e:NEEDS]->(n) | {edge: properties(e), node: properties(n)}] AS materials,
  [(m)-[e:PROCEEDS_BY]->(n) | {edge: properties(e), node: properties(n)}] AS process,
  [(m)-[e:EXCEPTS]->(n) | {edge: properties(e), node: properties(n)}] AS special,
  [(m)-[e:STATES]->(n) | {edge: properties(e), node: properties(n),
    variants: [(n)-[f:VARIES]->(v) | {edge: properties(f), node: properties(v)}]}] AS facts
ORDER BY m.place
