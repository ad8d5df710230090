package banshi.channels.wechat;

import banshi.assistant.Utterance;
import banshi.channels.cache.Caches;
import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.limit.Allowances;
import banshi.channels.once.Once;
import banshi.channels.privacy.Pseudonyms;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Answers messages, each once, and forgets who leaves (往来).
 *
 * <p>WeChat posts a message again when it saw no response in time. The first post starts the work; every other finds the same
 * {@link Exchange}, or joins in it from another server. Things are filed under {@link Pseudonyms}, never under an openid. Thread-safe; never blocks.
 */
final class Correspondence {
    private static final Logger LOG = LoggerFactory.getLogger(Correspondence.class);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int MOST_EXCHANGES = 20_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Turns turns;
    private final Pseudonyms pseudonyms;
    private final Allowances allowances;
    private final Once once;
    private final GuideLinks guides;
    private final WechatSettings settings;
    private final InstantSource clock;
    private final Scheduler engine;
    private final KeptAnswers kept;
    private final Quota quota;
    private final Tally tally;
    private final Cache<MessageKey, Exchange> exchanges;

    /** Whoever has something in hand holds the citizen; nobody else finds one who has left. */
    private final Cache<String, Citizen> citizens =
            Caches.newBuilder().weakValues().build();

    Correspondence(
            Turns turns,
            Pseudonyms pseudonyms,
            Allowances allowances,
            Once once,
            GuideLinks guides,
            WechatSettings settings,
            InstantSource clock,
            Scheduler engine,
            KeptAnswers kept,
            Quota quota,
            Tally tally,
            Ticker ticker) {
        this.turns = turns;
        this.pseudonyms = pseudonyms;
        this.allowances = allowances;
        this.once = once;
        this.guides = guides;
        this.settings = settings;
        this.clock = clock;
        this.engine = engine;
        this.kept = kept;
        this.quota = quota;
        this.tally = tally;
        exchanges = Caches.newBuilder()
                .expireAfterWrite(settings.duplicatesKept())
                .maximumSize(MOST_EXCHANGES)
                .ticker(ticker)
                .build();
    }

    /** What to answer one post of a message to the account of {@code line} with; nothing for {@code success}. Does not fail. */
    Mono<Passive> answer(Line line, WxMpXmlMessage message) {
        var user = pseudonyms.of("wechat\n" + line.appid() + "\n" + message.getFromUser());
        var inbound = Inbound.of(message, settings);
        return switch (inbound) {
            case Inbound.Notice _ -> Mono.empty();
            case Inbound.Report report -> {
                tally.reported(report);
                yield Mono.empty();
            }
            case Inbound.Leaving _ -> forget(user);
            case Inbound.Remark _, Inbound.Continue _, Inbound.Question _ ->
                exchanges
                        .get(MessageKey.of(user, message), key -> begin(line, key, message, inbound))
                        .post();
        };
    }

    private Exchange begin(Line line, MessageKey key, WxMpXmlMessage message, Inbound inbound) {
        var citizen = citizens.get(key.user(), user -> new Citizen(user, message.getFromUser()));
        var deed = Inbound.deed(message);
        if (deed != null) line.allow(citizen, deed);
        boolean written = inbound instanceof Inbound.Question question && question.written();
        var posts = new Posts(once, key.user(), key.message());
        var work = new CompletableFuture<Answer>();
        posts.answer(work(line, citizen, inbound))
                .onErrorResume(failure -> {
                    if (!(failure instanceof RejectedExecutionException)) // too many ask, and that is counted
                    LOG.error("answering a WeChat message failed: {}", Failures.describe(failure));
                    return Mono.just(new Answer.Fixed(Words.APOLOGY));
                })
                .subscribe(work::complete);
        return new Exchange(line, citizen, written, posts, work);
    }

    private Mono<Answer> work(Line line, Citizen citizen, Inbound inbound) {
        return switch (inbound) {
            case Inbound.Question question -> reply(line, citizen, question);
            case Inbound.Continue(var id) ->
                Mono.defer(() -> kept.take(citizen.user(), id)
                        .map(answer -> Mono.fromFuture(answer, true))
                        .orElseGet(() -> Mono.just(new Answer.Fixed(Words.NOT_KEPT))));
            case Inbound.Remark(var words) -> Mono.just(new Answer.Fixed(words));
            case Inbound.Leaving _, Inbound.Report _, Inbound.Notice _ ->
                throw new IllegalArgumentException("nothing to answer");
        };
    }

    private Mono<Answer> reply(Line line, Citizen citizen, Inbound.Question question) {
        return allowances
                .take("wechat " + citizen.user(), settings.perMinute(), MINUTE)
                .<Answer>map(_ -> new Answer.Fixed(Words.TOO_OFTEN))
                .switchIfEmpty(Mono.fromCallable(() -> answered(line, citizen, question))
                        .subscribeOn(engine));
    }

    private Answer answered(Line line, Citizen citizen, Inbound.Question question) {
        var conversation = conversation(citizen.user());
        var turn = turns.take(conversation, utterance(question.text())).turn();
        if (!citizen.isHere()) turns.forget(conversation); // they left meanwhile
        return line.answer(
                question.opening(), turn.reply(), guides.address(turn).orElse(null));
    }

    private static String conversation(String user) {
        return "wechat\n" + user;
    }

    private Utterance utterance(String words) {
        var today = LocalDate.ofInstant(clock.instant(), CHINA);
        return new Utterance(words, Utterance.Channel.WECHAT, null, today);
    }

    /** Ends when nothing is kept of them. */
    private Mono<Passive> forget(String user) {
        var citizen = citizens.getIfPresent(user);
        if (citizen != null) citizen.leave(); // first: what is under way keeps and sends nothing from here on
        citizens.invalidate(user);
        kept.forget(user);
        quota.forget(user);
        exchanges.asMap().keySet().removeIf(key -> key.user().equals(user));
        return once.forget(user)
                .then(Mono.<Passive>fromRunnable(() -> turns.forget(conversation(user)))
                        .subscribeOn(engine))
                .onErrorResume(failure -> {
                    LOG.error("forgetting a WeChat dialogue failed: {}", Failures.describe(failure));
                    return Mono.empty();
                });
    }

    /** What the posts of one message have in common: its number or, for an event, sender, second, event and its key. */
    record MessageKey(String user, String message) {
        static MessageKey of(String user, WxMpXmlMessage message) {
            var number = message.getMsgId();
            return new MessageKey(
                    user,
                    number != null
                            ? "message " + number
                            : message.getCreateTime() + " " + message.getEvent() + " " + message.getEventKey());
        }
    }
}
