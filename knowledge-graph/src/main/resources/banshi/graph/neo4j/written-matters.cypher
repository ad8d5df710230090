// The matters of a release that are there with all that belongs to them; one that others merely name has no place.
MATCH (m:Matter {release: $release})
WHERE m.place IS NOT NULL
RETURN m.id AS id
