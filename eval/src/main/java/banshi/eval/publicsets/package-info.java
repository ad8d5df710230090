/**
 * How our retriever does on other people's Chinese questions (公开集评测), beside plain baselines in the same run and the published
 * figures. Nothing is trained on them; their files stay where they are. Lucene's second home: the baselines are built on it.
 */
@NullMarked
package banshi.eval.publicsets;

import org.jspecify.annotations.NullMarked;
