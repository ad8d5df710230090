/**
 * What members of staff did (审计): an append-only chain in the records' database, each row sealed together with the one before it. Nothing of citizens is in
 * it. Calls block.
 */
@NullMarked
package banshi.channels.audit;

import org.jspecify.annotations.NullMarked;
