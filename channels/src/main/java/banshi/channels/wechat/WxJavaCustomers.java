package banshi.channels.wechat;

import java.util.concurrent.RejectedExecutionException;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.bean.kefu.WxMpKefuMessage;
import me.chanjar.weixin.mp.bean.template.WxMpTemplateData;
import me.chanjar.weixin.mp.bean.template.WxMpTemplateMessage;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Writes to citizens through WxJava, each call on a thread where it may block. */
public final class WxJavaCustomers implements Customers {
    private static final String TYPING = "Typing";

    private final WxJavaClient wechat;
    private final Scheduler threads;

    /**
     * Those of an account.
     *
     * @param threads bounded, with a bounded queue; what they refuse is to be tried later
     */
    public WxJavaCustomers(WxJavaClient wechat, Scheduler threads) {
        this.wechat = wechat;
        this.threads = threads;
    }

    @Override
    public Mono<Delivery> text(String openid, String words) {
        var message = WxMpKefuMessage.TEXT().toUser(openid).content(words).build();
        return call(() -> wechat.getKefuService().sendKefuMessage(message));
    }

    @Override
    public Mono<Delivery> typing(String openid) {
        return call(() -> wechat.getKefuService().sendKfTypingState(openid, TYPING));
    }

    @Override
    public Mono<Delivery> template(String openid, TemplateMessage template) {
        var message = WxMpTemplateMessage.builder()
                .toUser(openid)
                .templateId(template.template())
                .clientMsgId(template.number())
                .url(template.url())
                .build();
        template.values().forEach((name, value) -> message.addData(new WxMpTemplateData(name, value)));
        return call(() -> wechat.getTemplateMsgService().sendTemplateMsg(message));
    }

    private Mono<Delivery> call(Call call) {
        return Mono.fromCallable(() -> deliveryOf(call))
                .subscribeOn(threads)
                .onErrorResume(RejectedExecutionException.class, _ -> Mono.just(new Delivery.Later("queue full")));
    }

    private static Delivery deliveryOf(Call call) {
        try {
            call.make();
            return new Delivery.Sent();
        } catch (WxErrorException e) {
            return Delivery.of(e.getError().getErrorCode());
        } catch (RuntimeException e) {
            // WxJava's for -1 and for a token that cannot be fetched, ours for the network, Gson's for what is no JSON
            var cause = e.getCause() == null ? e : e.getCause();
            return cause instanceof WxErrorException wx
                    ? Delivery.of(wx.getError().getErrorCode())
                    : new Delivery.Later(Failures.describe(cause));
        }
    }

    private interface Call {
        void make() throws WxErrorException;
    }
}
