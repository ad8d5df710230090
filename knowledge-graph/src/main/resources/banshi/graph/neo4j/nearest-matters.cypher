// The matters nearest to one. Being confused with it or sent on to it counts 1; sharing a material, an article of law or a bundle with it
// counts 1 divided by how many other matters share that.
MATCH (c:CurrentRelease {id: 'banshi'})
MATCH (m:Matter {release: c.release, id: $matter})
WHERE m.place IS NOT NULL
CALL (m) {
  MATCH (m)-[e:CONFUSED_WITH]-(n:Matter)
  RETURN n, 1.0 AS weight, 'confused' AS why, CASE WHEN startNode(e) = m THEN e.tellApart ELSE '' END AS words
  UNION ALL
  MATCH (m)-[:ENDS_IN]->(o)-[:REDIRECTS_TO]->(n:Matter)
  RETURN n, 1.0 AS weight, 'redirect' AS why, o.text AS words
  UNION ALL
  MATCH (m)<-[:REDIRECTS_TO]-(o)<-[:ENDS_IN]-(n:Matter)
  RETURN n, 1.0 AS weight, 'redirected' AS why, o.text AS words
  UNION ALL
  MATCH (m)-[:NEEDS]->(x:Material)
  WITH DISTINCT m, x.release AS release, x.name AS name
  MATCH (:Material {release: release, name: name})<-[:NEEDS]-(n:Matter)
  WHERE n <> m
  WITH name, collect(DISTINCT n) AS others
  UNWIND others AS n
  RETURN n, 1.0 / size(others) AS weight, 'material' AS why, name AS words
  UNION ALL
  MATCH (m)-[:CITES]->(s:LegalBasis)<-[:CITES]-(n:Matter)
  WHERE n <> m AND s.article IS NOT NULL
  WITH s, collect(DISTINCT n) AS others
  UNWIND others AS n
  RETURN n, 1.0 / size(others) AS weight, 'legal-basis' AS why, s.title + s.article AS words
  UNION ALL
  MATCH (m)<-[:APPLIES_FOR]-()<-[:CONSISTS_OF]-(b:Bundle)
  WITH DISTINCT m, b
  MATCH (b)-[:CONSISTS_OF]->()-[:APPLIES_FOR]->(n:Matter)
  WHERE n <> m
  WITH b, collect(DISTINCT n) AS others
  UNWIND others AS n
  RETURN n, 1.0 / size(others) AS weight, 'bundle' AS why, b.name AS words
}
WITH c, n, weight, why, words
WHERE n.place IS NOT NULL
WITH c, n, weight, why, words ORDER BY weight DESC, why, words
WITH c.release AS release, n, sum(weight) AS nearness, collect(DISTINCT {why: why, words: words}) AS because
RETURN release, n.id AS matter, n.shortName AS shortName, nearness, because
ORDER BY nearness DESC, matter
LIMIT $most
