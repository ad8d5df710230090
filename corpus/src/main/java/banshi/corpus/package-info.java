/**
 * What is published (已发布的内容): matters, materials, situations, reply templates, the words people use and the links an
 * answer may contain, as immutable records. Files become these records in {@link banshi.corpus.yaml}; nothing here reads or
 * decides anything.
 */
@NullMarked
package banshi.corpus;

import org.jspecify.annotations.NullMarked;
