/** How fast a whole hotline is answered, on the real server over its sockets (热线负载). */
@NullMarked
package banshi.eval.calls;

import org.jspecify.annotations.NullMarked;
