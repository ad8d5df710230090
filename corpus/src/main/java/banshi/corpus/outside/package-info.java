/**
 * From an outside catalogue (外部目录) to a content folder: a profile says which field gives what, each record becomes a matter
 * with answers for exactly what it tells, and whatever cannot be taken is refused with its line. Nothing is invented: a fact that
 * the source does not give is marked as such, and no template uses it.
 */
@NullMarked
package banshi.corpus.outside;

import org.jspecify.annotations.NullMarked;
