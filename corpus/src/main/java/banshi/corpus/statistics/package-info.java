/** What a corpus consists of and how varied its questions are (语料统计): tables and measures, for editors and for the build. */
@NullMarked
package banshi.corpus.statistics;

import org.jspecify.annotations.NullMarked;
