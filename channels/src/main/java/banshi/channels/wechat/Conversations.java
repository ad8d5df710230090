package banshi.channels.wechat;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.guide.GuideLinks;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Answers messages, each once (会话).
 *
 * <p>WeChat posts a message again when it saw no response in time. The first post starts the work; every other finds it under the
 * same key, running or done, and gets the same answer. Citizens are known by their {@link UserKeys} only. Thread-safe; never blocks.
 */
final class Conversations {
    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int MOST_ANSWERS = 20_000;
    private static final int MOST_CITIZENS = 100_000;

    private final Assistant assistant;
    private final DialogueKeeper keeper;
    private final WechatText text;
    private final GuideLinks guides;
    private final InstantSource clock;
    private final Scheduler engine;
    private final UserKeys users = new UserKeys();
    private final Cache<MessageKey, Mono<String>> answers;
    private final Cache<String, Conversation> conversations;

    Conversations(
            Assistant assistant,
            DialogueKeeper keeper,
            GuideLinks guides,
            WechatSettings settings,
            InstantSource clock,
            Scheduler engine,
            Ticker ticker) {
        this.assistant = assistant;
        this.keeper = keeper;
        this.guides = guides;
        this.text = new WechatText(settings.longestReplyBytes());
        this.clock = clock;
        this.engine = engine;
        answers = Caffeine.newBuilder()
                .expireAfterWrite(settings.duplicatesKept())
                .maximumSize(MOST_ANSWERS)
                .ticker(ticker)
                .build();
        conversations = Caffeine.newBuilder()
                .expireAfterAccess(settings.dialogueIdle())
                .maximumSize(MOST_CITIZENS)
                .ticker(ticker)
                .build();
    }

    /** The words to send back, when they are there; nothing where nothing is to be said. Does not fail. */
    Mono<String> answer(String appid, WxMpXmlMessage message) {
        var user = users.of(appid, message.getFromUser());
        return switch (Inbound.of(message)) {
            case Inbound.Notice _ -> Mono.empty();
            case Inbound.Remark remark -> Mono.just(remark.answer());
            case Inbound.Question question ->
                answers.get(MessageKey.of(user, message), _ -> reply(user, question.text()));
            case Inbound.Leaving _ -> {
                forget(user);
                yield Mono.empty();
            }
        };
    }

    private Mono<String> reply(String user, String words) {
        var conversation = conversations.get(user, _ -> new Conversation(keeper.close(Dialogue.NEW), keeper));
        return Mono.fromCallable(() -> text(conversation.say(assistant, utterance(words))))
                .subscribeOn(engine)
                .onErrorResume(failure -> {
                    LOG.error("answering a WeChat message failed: {}", Failures.describe(failure));
                    return Mono.just(Words.APOLOGY);
                })
                .cache();
    }

    private String text(Turn turn) {
        return text.of(turn.reply(), guides.address(turn).orElse(null));
    }

    private Utterance utterance(String words) {
        var today = LocalDate.ofInstant(clock.instant(), CHINA);
        return new Utterance(words, Utterance.Channel.WECHAT, null, today);
    }

    private void forget(String user) {
        conversations.invalidate(user);
        answers.asMap().keySet().removeIf(key -> key.user().equals(user));
    }

    /** What the posts of one message have in common: its number or, for an event, sender, second, event and its key. */
    record MessageKey(String user, String message) {
        static MessageKey of(String user, WxMpXmlMessage message) {
            var number = message.getMsgId();
            return new MessageKey(
                    user,
                    number != null
                            ? "message " + number
                            : message.getCreateTime() + "\n" + message.getEvent() + "\n" + message.getEventKey());
        }
    }
}
