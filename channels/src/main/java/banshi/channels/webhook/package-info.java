/** Sends what happens here to systems of the operator's (推送): an outbox in the database, a courier who takes it there, signed, at least once. */
@NullMarked
package banshi.channels.webhook;

import org.jspecify.annotations.NullMarked;
