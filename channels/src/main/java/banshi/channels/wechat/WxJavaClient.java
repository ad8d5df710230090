package banshi.channels.wechat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import me.chanjar.weixin.common.api.WxConsts;
import me.chanjar.weixin.common.enums.WxType;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.util.http.RequestExecutor;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.config.WxMpHostConfig;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * WxJava's client for one account, with what it does at its edge done by us (微信接口客户端).
 *
 * <p>WxJava's own HTTP client takes any certificate for any host, so that whoever sits in between reads the account's secret; its timeouts are
 * those of the whole process; and a call that fails is logged with the citizen's openid and our words in it. Here the client is the
 * JDK's trust and this account's timeouts, and nothing is logged. A token that WeChat no longer takes is fetched anew once, as WxJava
 * does. Thread-safe; blocks.
 */
public final class WxJavaClient extends WxMpServiceImpl {
    private static final int CONNECTIONS = 16; // as many as there are threads to call on

    private final CloseableHttpClient http;

    /**
     * That of an account.
     *
     * @throws IllegalArgumentException if it has no secret
     */
    public WxJavaClient(WechatAccount account, OutboxSettings settings) {
        var secret = account.secret();
        if (secret == null) throw new IllegalArgumentException("account " + account.appid() + " has no secret");
        http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout(settings.connectWithin()))
                                .setSocketTimeout(timeout(settings.answerWithin()))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(settings.connectWithin()))
                        .setResponseTimeout(timeout(settings.answerWithin()))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
        var config = new WxMpDefaultConfigImpl();
        config.setAppId(account.appid());
        config.setSecret(secret);
        config.useStableAccessToken(true); // other servers of this account do not lose theirs when we fetch one
        var api = settings.api().toString().replaceAll("/+$", "");
        config.setHostConfig(new WxMpHostConfig(api, api, api));
        setWxMpConfigStorage(config);
        setMaxRetryTimes(0); // or it sleeps on -1, up to half a minute
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    @Override
    public void initHttp() {} // ours is there already

    @Override
    public CloseableHttpClient getRequestHttpClient() {
        return http;
    }

    @Override
    protected <T, E> T executeInternal(
            RequestExecutor<T, E> executor, String uri, E data, boolean doNotAutoRefreshToken) throws WxErrorException {
        var token = getAccessToken(false);
        try {
            return executor.execute(uri + (uri.contains("?") ? "&" : "?") + "access_token=" + token, data, WxType.MP);
        } catch (WxErrorException e) {
            if (!WxConsts.ACCESS_TOKEN_ERROR_CODES.contains(e.getError().getErrorCode())) throw e;
            forget(token);
            if (doNotAutoRefreshToken) throw e;
            return executeInternal(executor, uri, data, true);
        } catch (IOException e) {
            throw new UncheckedIOException("calling WeChat at " + uri, e);
        }
    }

    private void forget(String token) {
        var config = getWxMpConfigStorage();
        var lock = config.getAccessTokenLock();
        lock.lock();
        try {
            // unless another thread has fetched a new one meanwhile
            if (token.equals(config.getAccessToken())) config.expireAccessToken();
        } finally {
            lock.unlock();
        }
    }
}
