/** How a process keeps what it will be asked for again (缓存). */
@NullMarked
package banshi.channels.cache;

import org.jspecify.annotations.NullMarked;
