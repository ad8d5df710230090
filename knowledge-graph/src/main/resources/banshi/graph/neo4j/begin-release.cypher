// Opens a release for writing, or finds it as an earlier publication left it: loading, or complete.
MERGE (r:Release {id: $release})
ON CREATE SET r.state = 'loading', r.begun = datetime(), r.matters = $matters, r.bundles = $bundles
RETURN r.state = 'complete' AS complete
