/** What keeps it from being told whose words are kept (隐私): the installation's secret, pseudonyms, sealed telephone numbers. */
@NullMarked
package banshi.channels.privacy;

import org.jspecify.annotations.NullMarked;
