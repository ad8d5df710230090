/**
 * Work orders (工单): what an agent takes down of a call for somebody else to do, how far that is, until when it must be done, which other orders are of the same incident, and how it
 * reaches the operator's own system.
 */
@NullMarked
package banshi.channels.orders;

import org.jspecify.annotations.NullMarked;
