/** What several servers share in Redis (共享状态): dialogues, what was counted against limits, and what is made once. Lettuce is at home here. */
@NullMarked
package banshi.channels.redis;

import org.jspecify.annotations.NullMarked;
