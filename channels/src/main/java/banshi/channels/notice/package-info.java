/**
 * One-time notices that agents push to callers (一次性告知): a link that opens without a log-in and shows all that a case needs, and the text message that carries it, by a system of the
 * operator's.
 */
@NullMarked
package banshi.channels.notice;

import org.jspecify.annotations.NullMarked;
