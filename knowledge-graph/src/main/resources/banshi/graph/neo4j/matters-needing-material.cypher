// Which matters need a material with these words in its name, and in which case.
MATCH (c:CurrentRelease {id: 'banshi'})
MATCH (m:Matter {release: c.release})-[needs:NEEDS]->(x:Material)
WHERE x.name CONTAINS $name
RETURN c.release AS release, m.id AS matter, m.shortName AS shortName, x.name AS material, x.optional AS optional, x.shared AS shared,
  [(m)-[:ASKS]->(s)-[offers:OFFERS]->(o)
    WHERE substring(s.id, size(m.id) + 1) + '=' + substring(o.id, size(s.id) + 1) IN needs.when |
    {question: s.question, option: o.label}] AS onlyIf
ORDER BY m.place, needs.place
LIMIT $most
