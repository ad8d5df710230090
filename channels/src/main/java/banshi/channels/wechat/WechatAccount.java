package banshi.channels.wechat;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One official account (服务号), as its page 基本配置 shows it.
 *
 * @param appid e.g. {@code wxb11529c136998cb6}; part of the address that Tencent posts to
 * @param originalId 原始ID, {@code gh_…}: to whom citizens' messages are addressed
 * @param token 3 to 32 letters and digits
 * @param encodingAesKey 43 letters and digits for 兼容 and 安全 mode: a message that is not encrypted is then refused; null for 明文 mode
 * @param secret 开发者密码(AppSecret), 32 letters and digits, to send messages with; null for an account that only answers
 * @param transfer whether a citizen whom we hand off is put through to the account's own staff (网页版客服功能 must be on)
 * @param kfAccount 客服账号 to put through to, {@code name@account}; null for whoever is free
 * @param notices what programs may send to citizens (模板消息): a name of our own → the template's id, as the page 模板消息 shows it
 */
public record WechatAccount(
        String appid,
        String originalId,
        String token,
        @Nullable String encodingAesKey,
        @Nullable String secret,
        boolean transfer,
        @Nullable String kfAccount,
        @Nullable Map<String, String> notices) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{3,32}");
    private static final Pattern AES_KEY = Pattern.compile("[A-Za-z0-9]{43}");

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9]{32}");
    private static final Pattern KF_ACCOUNT = Pattern.compile("[^\\s@<>\\]]{1,64}@[^\\s@<>\\]]{1,64}");

    /**
     * Checks the form of each part.
     *
     * @throws IllegalArgumentException names the part that is wrong, and never shows a secret
     */
    public WechatAccount {
        if (!ID.matcher(appid).matches())
            throw new IllegalArgumentException(
                    "appid is '" + appid + "'; allowed: 1 to 64 letters, digits, hyphens and underscores");
        if (!ID.matcher(originalId).matches())
            throw new IllegalArgumentException("original-id of account " + appid + " is '" + originalId
                    + "'; allowed: 1 to 64 letters, digits, hyphens and underscores, as a rule gh_…");
        if (!TOKEN.matcher(token).matches())
            throw new IllegalArgumentException(
                    "token of account " + appid + " is not made of 3 to 32 letters and digits");
        if (encodingAesKey != null && !AES_KEY.matcher(encodingAesKey).matches())
            throw new IllegalArgumentException(
                    "encoding-aes-key of account " + appid + " is not made of 43 letters and digits");
        if (secret != null && !SECRET.matcher(secret).matches())
            throw new IllegalArgumentException("secret of account " + appid + " is not made of 32 letters and digits");
        if (kfAccount != null && !KF_ACCOUNT.matcher(kfAccount).matches())
            throw new IllegalArgumentException(
                    "kf-account of account " + appid + " is '" + kfAccount + "'; allowed: name@account");
        if (kfAccount != null && !transfer)
            throw new IllegalArgumentException(
                    "account " + appid + " names a kf-account but no transfer; allowed: transfer: true beside it");
        notices = notices == null ? Map.of() : Map.copyOf(notices);
        notices.forEach((name, template) -> {
            if (!ID.matcher(name).matches() || !ID.matcher(template).matches())
                throw new IllegalArgumentException("notices of account " + appid + " have '" + name + ": " + template
                        + "'; allowed: a name and a template id of 1 to 64 letters, digits, hyphens and underscores");
        });
        if (!notices.isEmpty() && secret == null)
            throw new IllegalArgumentException(
                    "account " + appid + " has notices but no secret to send them with; allowed: secret beside them");
    }

    /** Whether messages come and go encrypted. */
    public boolean encrypts() {
        return encodingAesKey != null;
    }

    /** Whether it can write to citizens of its own accord. */
    public boolean sends() {
        return secret != null;
    }

    /** The template that a notice fills; null where there is none of this name. */
    @Nullable
    String template(String notice) {
        return notices == null ? null : notices.get(notice);
    }

    /** Without the secrets, so that settings may be logged. */
    @Override
    public String toString() {
        return "WechatAccount[appid=" + appid + ", originalId=" + originalId + ", encrypts=" + encrypts() + ", sends="
                + sends() + ", transfer=" + transfer + ", kfAccount=" + kfAccount + ", notices=" + notices + "]";
    }
}
