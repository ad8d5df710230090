/**
 * The customer service built into WeChat mini programs (小程序客服消息): a citizen writes in the mini program, Tencent posts the message here, and the reply goes
 * back as customer-service messages. {@link banshi.channels.miniprogram.MiniProgramEndpoint} is the door. What a mini program's own pages ask
 * comes over the web interface instead.
 */
@NullMarked
package banshi.channels.miniprogram;

import org.jspecify.annotations.NullMarked;
