package banshi.channels.wecom;

import java.util.regex.Pattern;

/**
 * One WeCom 微信客服 (企业微信客服应用), as its page 微信客服 → API shows it; all of its 客服账号 are answered.
 *
 * @param name of our own; part of the address that Tencent posts to
 * @param corpid 企业ID
 * @param token 3 to 32 letters and digits
 * @param encodingAesKey 43 letters and digits
 * @param secret of 微信客服, to fetch and send messages with
 * @param transfer whether a citizen whom we hand off is put into the queue for the account's own staff (待接入池)
 */
public record WecomAccount(
        String name, String corpid, String token, String encodingAesKey, String secret, boolean transfer) {
    /** What may be part of an address or the name of a file. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{3,32}");
    private static final Pattern AES_KEY = Pattern.compile("[A-Za-z0-9]{43}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    /**
     * Checks the form of each part.
     *
     * @throws IllegalArgumentException names the part that is wrong, and never shows a secret
     */
    public WecomAccount {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException(
                    "name is '" + name + "'; allowed: 1 to 64 letters, digits, hyphens and underscores");
        if (!NAME.matcher(corpid).matches())
            throw new IllegalArgumentException("corpid of account " + name + " is '" + corpid
                    + "'; allowed: 1 to 64 letters, digits, hyphens and underscores, as a rule ww…");
        if (!TOKEN.matcher(token).matches())
            throw new IllegalArgumentException(
                    "token of account " + name + " is not made of 3 to 32 letters and digits");
        if (!AES_KEY.matcher(encodingAesKey).matches())
            throw new IllegalArgumentException(
                    "encoding-aes-key of account " + name + " is not made of 43 letters and digits");
        if (!SECRET.matcher(secret).matches())
            throw new IllegalArgumentException(
                    "secret of account " + name + " is not made of 16 to 128 letters, digits, hyphens and underscores");
    }

    /** Without the secrets, so that settings may be logged. */
    @Override
    public String toString() {
        return "WecomAccount[name=" + name + ", corpid=" + corpid + ", transfer=" + transfer + "]";
    }
}
