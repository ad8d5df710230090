/** What several servers share in Redis (共享状态): dialogues and what was counted against limits. Lettuce is at home here. */
@NullMarked
package banshi.channels.redis;

import org.jspecify.annotations.NullMarked;
