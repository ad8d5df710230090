// What must be unique, and what is searched by name. Several statements, run one by one; each does nothing the second time.
CREATE CONSTRAINT release_id IF NOT EXISTS FOR (n:Release) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT current_release_id IF NOT EXISTS FOR (n:CurrentRelease) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT matter_id IF NOT EXISTS FOR (n:Matter) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT situation_id IF NOT EXISTS FOR (n:Situation) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT option_id IF NOT EXISTS FOR (n:Option) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT outcome_id IF NOT EXISTS FOR (n:Outcome) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT condition_id IF NOT EXISTS FOR (n:Condition) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT material_id IF NOT EXISTS FOR (n:Material) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT step_id IF NOT EXISTS FOR (n:Step) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT special_id IF NOT EXISTS FOR (n:Special) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT fact_id IF NOT EXISTS FOR (n:Fact) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT variant_id IF NOT EXISTS FOR (n:Variant) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT department_id IF NOT EXISTS FOR (n:Department) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT bundle_id IF NOT EXISTS FOR (n:Bundle) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT bundle_step_id IF NOT EXISTS FOR (n:BundleStep) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE CONSTRAINT shared_material_id IF NOT EXISTS FOR (n:SharedMaterial) REQUIRE (n.release, n.id) IS UNIQUE;
CREATE INDEX material_name IF NOT EXISTS FOR (n:Material) ON (n.release, n.name);
