/** What all channels share of a conversation (会话): how its state is kept between two turns. */
@NullMarked
package banshi.channels.conversation;

import org.jspecify.annotations.NullMarked;
