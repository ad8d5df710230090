// The releases nobody will read: complete ones beyond the newest few, and ones given up before the current one was begun.
MATCH (c:CurrentRelease {id: 'banshi'})
MATCH (current:Release {id: c.release})
MATCH (r:Release)
WHERE r <> current
WITH current, r ORDER BY r.begun DESC
WITH current, collect(r) AS others
WITH [r IN others WHERE r.state = 'loading' AND r.begun < current.begun] AS givenUp,
  [r IN others WHERE r.state = 'complete'][$keep..] AS old
UNWIND givenUp + old AS r
RETURN r.id AS release
