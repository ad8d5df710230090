/** How often somebody may do something (限额): counted in this process, or in a store that several share. */
@NullMarked
package banshi.channels.limit;

import org.jspecify.annotations.NullMarked;
