/** How soon the web page can be used (网页测速): loads in a real browser, slowed down as a cheap phone would be. */
@NullMarked
package banshi.eval.page;

import org.jspecify.annotations.NullMarked;
