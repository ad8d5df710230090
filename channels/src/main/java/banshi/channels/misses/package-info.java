/**
 * Questions that were answered badly (答不好的问题): which turns those were, clustered by meaning across days, told apart from chance, and what editors
 * decided about them. Nothing here is on a citizen's path; what changes content is not done here.
 */
@NullMarked
package banshi.channels.misses;

import org.jspecify.annotations.NullMarked;
