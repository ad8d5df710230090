package banshi.channels.wecom;

/** WeCom said no (接口返回错误码). Its words are left out: they may quote what was sent. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;

    Refusal(int code) {
        super("WeCom says " + code, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Whether the token is taken no longer: 不合法的access_token, access_token已过期. Source: 企业微信开发者中心, 全局错误码. */
    boolean isOfToken() {
        return code == 40014 || code == 42001;
    }

    /** Whether it may work in a moment: 系统繁忙, 接口并发调用超过限制. */
    boolean passes() {
        return code == -1 || code == 45033;
    }
}
