package banshi.channels.wecom;

import banshi.assistant.Reply;
import banshi.assistant.Utterance;
import banshi.channels.cache.Caches;
import banshi.channels.conversation.Turns;
import banshi.channels.guide.GuideLinks;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.wechat.Failures;
import com.github.benmanes.caffeine.cache.Cache;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Answers what was fetched for one account (应答): each message once, each citizen's in their order, different citizens' at the same time. A citizen is known by
 * a pseudonym. Thread-safe; never blocks.
 */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** WeCom hands messages out for three days. */
    private static final Duration HISTORY = Duration.ofDays(3);

    private static final Duration MENUS_KEPT = Duration.ofDays(2);
    private static final int MOST_KEPT = 100_000;

    private final WecomAccount account;
    private final Customers customers;
    private final Turns turns;
    private final GuideLinks guides;
    private final Pseudonyms pseudonyms;
    private final Duration answeredFor;
    private final InstantSource clock;
    private final Executor engine;
    private final Tally tally;
    private final InTurn inTurn = new InTurn();
    private final Cache<String, Boolean> seen =
            Caches.newBuilder().expireAfterWrite(HISTORY).maximumSize(MOST_KEPT).build();
    private final Cache<Tap, String> menus = Caches.newBuilder()
            .expireAfterWrite(MENUS_KEPT)
            .maximumSize(MOST_KEPT)
            .build();

    /** A line of a menu that was shown in a conversation. */
    private record Tap(String conversation, String menuId) {}

    /** What to tell, and whether the citizen is handed off. */
    private record Answer(List<KfText.Part> parts, boolean handoff) {}

    /** @param engine where the assistant runs: bounded, and with a bounded queue; when it refuses, the citizen is told to ask again */
    Desk(
            WecomAccount account,
            Customers customers,
            Turns turns,
            GuideLinks guides,
            Pseudonyms pseudonyms,
            Duration answeredFor,
            InstantSource clock,
            Executor engine,
            Tally tally) {
        this.account = account;
        this.customers = customers;
        this.turns = turns;
        this.guides = guides;
        this.pseudonyms = pseudonyms;
        this.answeredFor = answeredFor;
        this.clock = clock;
        this.engine = engine;
        this.tally = tally;
    }

    /** Takes one message in; what comes of it goes to the citizen by and by. */
    void take(Inbound inbound) {
        if (seen.asMap().putIfAbsent(inbound.id(), Boolean.TRUE) != null) {
            tally.received(Tally.As.REPEATED);
        } else if (inbound.sent().plus(answeredFor).isBefore(clock.instant())) {
            tally.received(Tally.As.LATE);
        } else {
            var citizen = inbound.citizen();
            var conversation = conversation(citizen);
            switch (inbound.ask()) {
                case Inbound.Ask.Question question ->
                    inTurn.add(
                            conversation,
                            unlessWithStaff(citizen, Tally.As.QUESTION, reply(citizen, conversation, question)));
                case Inbound.Ask.Remark(var words) ->
                    inTurn.add(
                            conversation,
                            unlessWithStaff(citizen, Tally.As.REMARK, customers.send(citizen, KfText.parts(words))));
                case Inbound.Ask.Entering(var code) -> {
                    tally.received(Tally.As.WELCOME);
                    inTurn.add(conversation, customers.welcome(code, welcome()));
                }
                case Inbound.Ask.Undelivered _ -> tally.received(Tally.As.UNDELIVERED);
                case Inbound.Ask.Notice _ -> tally.received(Tally.As.NOTICE);
            }
        }
    }

    private String conversation(Citizen citizen) {
        return "wecom\n" + pseudonyms.of(account.corpid() + '\n' + citizen.openKfid() + '\n' + citizen.userid());
    }

    private static KfText.Part welcome() {
        var examples = Words.EXAMPLES;
        return new KfText.Part.Menu(
                Words.WELCOME,
                examples.stream()
                        .map(example -> new KfText.Item("example:" + examples.indexOf(example), example))
                        .toList());
    }

    private Mono<Void> unlessWithStaff(Citizen citizen, Tally.As as, Mono<Void> work) {
        return customers
                .isWithStaff(citizen)
                .onErrorReturn(false) // WeCom will not take an answer where it wants none
                .flatMap(withStaff -> {
                    tally.received(withStaff ? Tally.As.STAFF : as);
                    return withStaff ? Mono.empty() : work;
                });
    }

    private Mono<Void> reply(Citizen citizen, String conversation, Inbound.Ask.Question question) {
        var words = words(conversation, question);
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> answer(conversation, words), engine))
                .onErrorResume(failure -> {
                    LOG.error("answering a WeCom message failed: {}", Failures.describe(failure));
                    return Mono.just(new Answer(KfText.parts(Words.APOLOGY), false));
                })
                .flatMap(answer -> customers
                        .send(citizen, answer.parts())
                        .then(
                                answer.handoff() && account.transfer()
                                        ? customers.transfer(citizen)
                                        : Mono.<Void>empty()));
    }

    /** What the citizen said, or what the line said whole that they tapped: WeCom gives back only what it showed. */
    private String words(String conversation, Inbound.Ask.Question question) {
        var menuId = question.menuId();
        var label = menuId == null ? null : menus.getIfPresent(new Tap(conversation, menuId));
        return label == null ? question.text() : label;
    }

    private Answer answer(String conversation, String words) {
        var utterance =
                new Utterance(words, Utterance.Channel.WECHAT, null, LocalDate.ofInstant(clock.instant(), CHINA));
        var answered = turns.take(conversation, utterance);
        var turn = answered.turn();
        var parts =
                KfText.parts(turn.reply(), answered.id(), guides.address(turn).orElse(null));
        for (var part : parts)
            if (part instanceof KfText.Part.Menu menu)
                for (var item : menu.items()) menus.put(new Tap(conversation, item.id()), item.label());
        return new Answer(parts, turn.reply() instanceof Reply.Handoff);
    }
}
