// Writes bundles with their steps. Only for bundles that are not there yet.
UNWIND $rows AS row
CREATE (b:Bundle)
SET b = row.node
FOREACH (c IN row.citations |
  MERGE (s:Source {release: $release, id: c.id})
  SET s += c.node
  CREATE (b)-[e:CITES]->(s)
  SET e = c.edge)
FOREACH (x IN row.steps |
  CREATE (b)-[e:CONSISTS_OF]->(n:BundleStep)
  SET e = x.edge, n = x.node
  MERGE (d:Department {release: $release, id: x.department})
  CREATE (n)-[:DONE_BY]->(d)
  FOREACH (id IN x.matters | MERGE (m:Matter {release: $release, id: id}) CREATE (n)-[:APPLIES_FOR]->(m)))
FOREACH (x IN row.sharedMaterials |
  CREATE (b)-[e:SHARES]->(n:SharedMaterial)
  SET e = x.edge, n = x.node)
