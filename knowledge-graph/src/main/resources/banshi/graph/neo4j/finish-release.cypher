// Makes a release the current one, if all of it is there: the one transaction after which it is read.
MATCH (r:Release {id: $release})
WHERE COUNT { MATCH (m:Matter {release: $release}) WHERE m.place IS NOT NULL } = r.matters
  AND COUNT { (:Bundle {release: $release}) } = r.bundles
SET r.state = 'complete'
MERGE (c:CurrentRelease {id: 'banshi'})
SET c.release = r.id
RETURN r.id AS release
