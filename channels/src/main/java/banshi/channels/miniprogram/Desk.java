package banshi.channels.miniprogram;

import banshi.assistant.Block;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.assistant.answer.PlainText;
import banshi.channels.cache.Caches;
import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.wechat.Customers;
import banshi.channels.wechat.Delivery;
import banshi.channels.wechat.Failures;
import banshi.channels.wechat.OutboxSettings;
import banshi.channels.wechat.Quota;
import banshi.channels.wecom.InTurn;
import banshi.channels.wecom.KfText;
import banshi.channels.wecom.Words;
import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Answers the messages of one mini program (应答): each once, each citizen's in their order, as far as WeChat lets us write to them. A citizen is known by a
 * pseudonym; the openid stands in memory while a message is answered. Thread-safe; never blocks.
 */
final class Desk {
    /** Messages that were to be sent, by what became of them: {@code sent}, {@code refused}, {@code failed}, {@code over-quota}. */
    static final String SENT = "banshi.miniprogram.sent";

    static final String WELCOME = "您好，欢迎来问办事的事！像平时说话一样问我就行，比如“身份证到期了怎么换？”。不用登录就能问。为了保护您的隐私，请不要发身份证号、手机号。";

    static final String PICK_BY_NUMBER = "（回复前面的数字就行）";

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Duration REPEATED_FOR = Duration.ofMinutes(10);
    private static final int MOST_KEPT = 100_000;
    private static final int MOST_TEXTS = 4;

    private final String appid;
    private final Customers customers;
    private final OutboxSettings outbox;
    private final Quota quota;
    private final Turns turns;
    private final GuideLinks guides;
    private final Pseudonyms pseudonyms;
    private final InstantSource clock;
    private final Executor engine;
    private final Scheduler timer;
    private final MeterRegistry meters;
    private final InTurn inTurn = new InTurn();
    private final Cache<String, Boolean> seen = Caches.newBuilder()
            .expireAfterWrite(REPEATED_FOR)
            .maximumSize(MOST_KEPT)
            .build();

    Desk(
            String appid,
            Customers customers,
            OutboxSettings outbox,
            Quota quota,
            Turns turns,
            GuideLinks guides,
            Pseudonyms pseudonyms,
            InstantSource clock,
            Executor engine,
            Scheduler timer,
            MeterRegistry meters) {
        this.appid = appid;
        this.customers = customers;
        this.outbox = outbox;
        this.quota = quota;
        this.turns = turns;
        this.guides = guides;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
        this.engine = engine;
        this.timer = timer;
        this.meters = meters;
    }

    /** Takes one message in; what comes of it goes to the citizen by and by. */
    void take(Message message) {
        var conversation = "miniprogram\n" + pseudonyms.of(appid + '\n' + message.openid());
        if (seen.asMap().putIfAbsent(pseudonyms.of(appid + '\n' + message.key()), Boolean.TRUE) != null) return;
        switch (message.ask()) {
            case Message.Ask.Question(var text) -> {
                quota.allow(conversation, Quota.Deed.MESSAGE);
                inTurn.add(
                        conversation,
                        Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> answer(conversation, text), engine))
                                .onErrorResume(failure -> {
                                    LOG.error("answering in a mini program failed: {}", Failures.describe(failure));
                                    return Mono.just(List.of(Words.APOLOGY));
                                })
                                .flatMap(texts -> send(conversation, message.openid(), texts)));
            }
            case Message.Ask.Remark(var words) -> {
                quota.allow(conversation, Quota.Deed.MESSAGE);
                inTurn.add(conversation, send(conversation, message.openid(), List.of(words)));
            }
            case Message.Ask.Entering() -> {
                quota.allow(conversation, Quota.Deed.CLICK);
                inTurn.add(conversation, send(conversation, message.openid(), List.of(WELCOME)));
            }
            case Message.Ask.Notice() -> {}
        }
    }

    private List<String> answer(String conversation, String words) {
        var utterance =
                new Utterance(words, Utterance.Channel.WECHAT, null, LocalDate.ofInstant(clock.instant(), CHINA));
        var turn = turns.take(conversation, utterance).turn();
        return KfText.texts(words(turn), turn.reply(), MOST_TEXTS);
    }

    private String words(Turn turn) {
        var blocks = new ArrayList<>(turn.reply().blocks());
        if (turn.reply() instanceof Reply.Clarify clarify
                && !clarify.choices().isEmpty()
                && blocks.stream().noneMatch(Block.Choices.class::isInstance))
            blocks.add(new Block.Choices(clarify.choices(), null));
        boolean choices = blocks.stream().anyMatch(Block.Choices.class::isInstance);
        guides.address(turn).ifPresent(guide -> blocks.addFirst(new Block.Link(Words.GUIDE, guide, "")));
        return choices ? PlainText.of(blocks) + '\n' + PICK_BY_NUMBER : PlainText.of(blocks);
    }

    /** Sends one after the other, until one is not taken or no more may be sent. */
    private Mono<Void> send(String conversation, String openid, List<String> texts) {
        return Flux.fromIterable(texts)
                .concatMap(text -> {
                    if (quota.take(conversation, 1)) return attempt(openid, text, 1, outbox.firstPause());
                    count("over-quota");
                    return Mono.<Boolean>just(false);
                })
                .takeWhile(taken -> taken)
                .then();
    }

    private Mono<Boolean> attempt(String openid, String text, int number, Duration pause) {
        return Mono.defer(() -> customers.text(openid, text)).flatMap(delivery -> switch (delivery) {
            case Delivery.Sent() -> {
                count("sent");
                yield Mono.just(true);
            }
            case Delivery.Later _
            when number < outbox.attempts() ->
                Mono.delay(pause, timer).then(attempt(openid, text, number + 1, pause.multipliedBy(2)));
            case Delivery.Later(var why) -> failed("failed", why);
            case Delivery.Closed(var code) -> failed("refused", String.valueOf(code));
            case Delivery.Refused(var code) -> failed("refused", String.valueOf(code));
        });
    }

    private Mono<Boolean> failed(String outcome, String why) {
        count(outcome);
        LOG.warn(
                "mini program {}: a message could not be sent: {} (40001, 40125: secret; 40164: this server's address is not"
                        + " on the IP白名单; 45015, 45047: the citizen has to write first; 48001: 客服 is not among its"
                        + " permissions)",
                appid,
                why);
        return Mono.just(false);
    }

    private void count(String outcome) {
        meters.counter(SENT, "outcome", outcome).increment();
    }
}
