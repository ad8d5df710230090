package banshi.channels.miniprogram;

import banshi.channels.wechat.WechatAccount;
import org.jspecify.annotations.Nullable;

/**
 * One mini program (小程序), as its page 开发管理 → 消息推送 shows it.
 *
 * @param appid part of the address that Tencent posts to
 * @param originalId 原始ID, {@code gh_…}: to whom citizens' messages are addressed
 * @param token 3 to 32 letters and digits
 * @param encodingAesKey 43 letters and digits for 兼容 and 安全 mode: a message that is not encrypted is then refused; null for 明文 mode
 * @param secret AppSecret, 32 letters and digits, to send messages with
 */
public record MiniProgram(
        String appid,
        String originalId,
        String token,
        @Nullable String encodingAesKey,
        String secret) {
    /**
     * Checks the form of each part.
     *
     * @throws IllegalArgumentException names the part that is wrong, and never shows a secret
     */
    public MiniProgram {
        new WechatAccount(appid, originalId, token, encodingAesKey, secret, false, null, null);
    }

    /** The same as WeChat's interface sees it: an account like others. */
    WechatAccount account() {
        return new WechatAccount(appid, originalId, token, encodingAesKey, secret, false, null, null);
    }

    /** Without the secrets, so that settings may be logged. */
    @Override
    public String toString() {
        return "MiniProgram[appid=" + appid + ", originalId=" + originalId + "]";
    }
}
