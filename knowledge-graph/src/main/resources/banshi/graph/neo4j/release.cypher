// How many matters and bundles a complete release has.
MATCH (r:Release {id: $release, state: 'complete'})
RETURN r.matters AS matters, r.bundles AS bundles
