/** What is made once, whoever asks for it and however often (一次办): in this process, or on all servers together. */
@NullMarked
package banshi.channels.once;

import org.jspecify.annotations.NullMarked;
