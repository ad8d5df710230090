/**
 * What editors, operators and auditors look at together (看板): how much was asked, how well it was answered, what about, and how that moves. Counted from the records; no
 * words and no conversation is told of.
 */
@NullMarked
package banshi.channels.figures;

import org.jspecify.annotations.NullMarked;
