/** WeChat official accounts (微信服务号): signature, encryption, duplicates, the five-second window. WxJava lives here. */
@NullMarked
package banshi.channels.wechat;

import org.jspecify.annotations.NullMarked;
