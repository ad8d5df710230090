/**
 * WeCom customer service (微信客服): a citizen writes to an account of the office's WeCom, Tencent tells us that there is something, we fetch it
 * and send the reply. {@link banshi.channels.wecom.WecomEndpoint} is the door. WeChat userids stand in memory while a message is
 * answered and nowhere else.
 */
@NullMarked
package banshi.channels.wecom;

import org.jspecify.annotations.NullMarked;
