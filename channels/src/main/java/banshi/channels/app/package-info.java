/** Starts it (程序): the command line, settings and wiring. The only package that reads the environment. */
@NullMarked
package banshi.channels.app;

import org.jspecify.annotations.NullMarked;
