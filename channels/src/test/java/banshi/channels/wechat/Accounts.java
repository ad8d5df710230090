package banshi.channels.wechat;

import org.jspecify.annotations.Nullable;

/** Accounts for tests. */
final class Accounts {
    static final String SECRET = "0123456789abcdef0123456789abcdef";

    private Accounts() {}

    /** One without a secret. */
    static WechatAccount answering(String appid, String originalId, String token, @Nullable String encodingAesKey) {
        return new WechatAccount(appid, originalId, token, encodingAesKey, null, false, null, null);
    }

    /** The same with a secret. */
    static WechatAccount sending(WechatAccount account) {
        return new WechatAccount(
                account.appid(),
                account.originalId(),
                account.token(),
                account.encodingAesKey(),
                SECRET,
                account.transfer(),
                account.kfAccount(),
                account.notices());
    }

    /** The same that puts through whom it hands off. */
    static WechatAccount transferring(WechatAccount account, @Nullable String kfAccount) {
        return new WechatAccount(
                account.appid(),
                account.originalId(),
                account.token(),
                account.encodingAesKey(),
                account.secret(),
                true,
                kfAccount,
                account.notices());
    }
}
