/**
 * What a candidate release would change before it answers anybody (重放): the same questions put to it and to the release that answers now,
 * every reply that moves, what became better and worse, and whether it may be published.
 */
@NullMarked
package banshi.assistant.replay;

import org.jspecify.annotations.NullMarked;
