/**
 * What somebody who leads a shift of the hotline sees and judges (值班长): all desks at one look, the calls that were, and the quality checklist of each. Everything here is counted from what
 * {@link banshi.channels.hotline} keeps; nothing of it changes a call.
 */
@NullMarked
package banshi.channels.shift;

import org.jspecify.annotations.NullMarked;
