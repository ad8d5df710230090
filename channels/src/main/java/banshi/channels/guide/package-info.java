/**
 * Guided applications (导办): an answer about what can be applied for online carries a link to a page of ours that shows what this case needs
 * and leads on to the official entry. What the page is about stands in the link itself, signed; nothing is kept.
 */
@NullMarked
package banshi.channels.guide;

import org.jspecify.annotations.NullMarked;
