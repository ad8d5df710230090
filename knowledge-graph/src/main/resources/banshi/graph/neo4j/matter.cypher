// Whether the current release has a matter.
MATCH (c:CurrentRelease {id: 'banshi'})
MATCH (m:Matter {release: c.release, id: $matter})
WHERE m.place IS NOT NULL
RETURN c.release AS release
