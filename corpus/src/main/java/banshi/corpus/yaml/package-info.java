/** Content files (内容文件) to records: YAML and TSV are parsed, held against the JSON Schemas, bound and cross-checked. */
@NullMarked
package banshi.corpus.yaml;

import org.jspecify.annotations.NullMarked;
