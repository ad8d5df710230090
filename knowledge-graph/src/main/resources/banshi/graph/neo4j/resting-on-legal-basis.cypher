// What rests on a law, or on one article of it: what an editor has to look at when it changes.
MATCH (c:CurrentRelease {id: 'banshi'})
MATCH (s:Source {release: c.release})
WHERE s.title CONTAINS $title
  // 第四条之一 is another article than 第四条
  AND ($article IS NULL OR replace(s.article, $article + '之', '') CONTAINS $article)
MATCH (x)-[:RESTS_ON]->(s)
MATCH path = (m:Matter)-[:ASKS|ENDS_IN|REQUIRES|NEEDS|EXCEPTS|STATES|VARIES*1..2]->(x)
RETURN c.release AS release, m.id AS matter, m.shortName AS shortName, toLower(labels(x)[0]) AS kind,
  substring(x.id, size(m.id) + 1) AS id, coalesce(x.question, x.name, x.text) AS words,
  s.title AS title, s.article AS article
ORDER BY m.place, kind, x.id, title, article
LIMIT $most
