// Deletes what is left of a release when its matters are gone, and the release itself.
MATCH (r:Release {id: $release})
OPTIONAL MATCH (n:Bundle|BundleStep|SharedMaterial|Source|Department {release: $release})
DETACH DELETE n, r
