// Which release is read now.
MATCH (c:CurrentRelease {id: 'banshi'})
RETURN c.release AS release
