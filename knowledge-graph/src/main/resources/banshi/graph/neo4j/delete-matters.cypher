// Deletes some matters of a release with all that belongs to them; tells how many.
MATCH (m:Matter {release: $release})
WITH m LIMIT $most
OPTIONAL MATCH (m)-[:ASKS|ENDS_IN|REQUIRES|NEEDS|PROCEEDS_BY|EXCEPTS|STATES]->(part)
OPTIONAL MATCH (part)-[:OFFERS|VARIES]->(piece)
WITH collect(DISTINCT m) AS matters, collect(DISTINCT part) AS parts, collect(DISTINCT piece) AS pieces
FOREACH (n IN pieces | DETACH DELETE n)
FOREACH (n IN parts | DETACH DELETE n)
FOREACH (n IN matters | DETACH DELETE n)
RETURN size(matters) AS deleted
