// Writes matters with all that belongs to them. Only for matters that are not there yet: a transaction writes them wholly or not at all.
UNWIND $rows AS row
MERGE (m:Matter {release: $release, id: row.id})
SET m += row.node
MERGE (d:Department {release: $release, id: row.department})
MERGE (m)-[:HANDLED_BY]->(d)
FOREACH (c IN row.citations |
  MERGE (s:Source {release: $release, id: c.id})
  SET s += c.node
  CREATE (m)-[e:CITES]->(s)
  SET e = c.edge
  FOREACH (_ IN CASE WHEN c.edge.law THEN [1] ELSE [] END | SET s:LegalBasis))
FOREACH (x IN row.neighbours |
  MERGE (other:Matter {release: $release, id: x.id})
  CREATE (m)-[e:CONFUSED_WITH]->(other)
  SET e = x.edge)
FOREACH (x IN row.situations |
  CREATE (m)-[e:ASKS]->(n:Situation)
  SET e = x.edge, n = x.node
  FOREACH (id IN x.basis | MERGE (s:Source {release: $release, id: id}) CREATE (n)-[:RESTS_ON]->(s))
  FOREACH (y IN x.options | CREATE (n)-[f:OFFERS]->(o:Option) SET f = y.edge, o = y.node))
FOREACH (x IN row.outcomes |
  CREATE (m)-[e:ENDS_IN]->(n:Outcome)
  SET e = x.edge, n = x.node
  FOREACH (id IN x.basis | MERGE (s:Source {release: $release, id: id}) CREATE (n)-[:RESTS_ON]->(s))
  FOREACH (id IN x.redirects | MERGE (other:Matter {release: $release, id: id}) CREATE (n)-[:REDIRECTS_TO]->(other)))
FOREACH (x IN row.conditions |
  CREATE (m)-[e:REQUIRES]->(n:Condition)
  SET e = x.edge, n = x.node
  FOREACH (id IN x.basis | MERGE (s:Source {release: $release, id: id}) CREATE (n)-[:RESTS_ON]->(s)))
FOREACH (x IN row.materials |
  CREATE (m)-[e:NEEDS]->(n:Material)
  SET e = x.edge, n = x.node
  FOREACH (id IN x.basis | MERGE (s:Source {release: $release, id: id}) CREATE (n)-[:RESTS_ON]->(s)))
FOREACH (x IN row.process |
  CREATE (m)-[e:PROCEEDS_BY]->(n:Step)
  SET e = x.edge, n = x.node)
FOREACH (x IN row.special |
  CREATE (m)-[e:EXCEPTS]->(n:Special)
  SET e = x.edge, n = x.node
  FOREACH (id IN x.basis | MERGE (s:Source {release: $release, id: id}) CREATE (n)-[:RESTS_ON]->(s)))
FOREACH (x IN row.facts |
  CREATE (m)-[e:STATES]->(n:Fact)
  SET e = x.edge, n = x.node
  FOREACH (id IN x.basis | MERGE (s:Source {release: $release, id: id}) CREATE (n)-[:RESTS_ON]->(s))
  FOREACH (y IN x.variants |
    CREATE (n)-[f:VARIES]->(v:Variant)
    SET f = y.edge, v = y.node
    FOREACH (id IN y.basis | MERGE (s:Source {release: $release, id: id}) CREATE (v)-[:RESTS_ON]->(s))))
