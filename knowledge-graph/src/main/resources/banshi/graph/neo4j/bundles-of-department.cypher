// Which bundles a department with these words in its name has a hand in, itself or as the one that handles a matter of them, and in which steps.
MATCH (c:CurrentRelease {id: 'banshi'})
MATCH (b:Bundle {release: c.release})-[consists:CONSISTS_OF]->(s:BundleStep)-[:DONE_BY]->(d:Department)
OPTIONAL MATCH (s)-[:APPLIES_FOR]->(m:Matter)
OPTIONAL MATCH (m)-[:HANDLED_BY]->(office:Department)
WITH c, b, consists, s, d, m, office
WHERE d.id CONTAINS $department OR office.id CONTAINS $department
WITH c, b, s, d, m ORDER BY consists.place
WITH c, b, collect({name: s.name, department: d.id, matter: m.id, optional: s.optional}) AS steps
RETURN c.release AS release, b.id AS bundle, b.name AS name, steps
ORDER BY b.place
LIMIT $most
