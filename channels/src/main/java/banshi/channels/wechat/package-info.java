/**
 * WeChat official accounts (微信服务号): a citizen writes to the account, Tencent posts the message here, and the reply goes back in
 * the response to that post. {@link banshi.channels.wechat.WechatEndpoint} is the door: it checks that a post comes from Tencent,
 * opens it, lets the assistant answer within WeChat's five seconds, once however often the post is repeated, and seals the reply. What
 * takes longer is pushed, linked to or kept ({@link banshi.channels.wechat.SlowReply}). WxJava lives here.
 */
@NullMarked
package banshi.channels.wechat;

import org.jspecify.annotations.NullMarked;
