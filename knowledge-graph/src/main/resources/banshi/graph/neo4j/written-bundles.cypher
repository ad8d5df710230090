// The bundles of a release that are there.
MATCH (b:Bundle {release: $release})
RETURN b.id AS id
