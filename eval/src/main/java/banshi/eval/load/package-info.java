/**
 * How fast over HTTP (负载测试): a generator of requests on one thread, the real server and an empty one beside it. Plain sockets: a
 * client library would cost more than what is measured.
 */
@NullMarked
package banshi.eval.load;

import org.jspecify.annotations.NullMarked;
