// Takes a release off the list of those that can be read, before its nodes go; never the current one.
MATCH (r:Release {id: $release})
WHERE NOT EXISTS { (:CurrentRelease {release: $release}) }
SET r.state = 'loading'
RETURN r.id AS release
