/**
 * What is kept of conversations in the database (记录): turns, feedback, ratings, hand-offs; in H2 or in PostgreSQL, by the same statements. Whatever citizens
 * wrote is masked before it gets here. Calls block: they belong on {@link banshi.channels.records.RecordDesk}.
 */
@NullMarked
package banshi.channels.records;

import org.jspecify.annotations.NullMarked;
