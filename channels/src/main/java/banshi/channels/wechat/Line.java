package banshi.channels.wechat;

import static banshi.channels.wechat.SentenceCut.bytes;

import banshi.assistant.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * One account's ways to its citizens (通道): in the response to a post, by a customer-service message, or kept until they write again.
 * Thread-safe; never blocks.
 */
final class Line {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    /** More messages than this are no answer but a leaflet; then it is cut as for an account that cannot send. */
    private static final int MOST_PARTS = 4;

    /** Time for WeChat to show the response to a post before what follows it. */
    private static final Duration AFTER_THE_RESPONSE = Duration.ofSeconds(1);

    private final WechatAccount account;
    private final @Nullable Outbox outbox; // null where the account has no secret
    private final WechatSettings settings;
    private final WechatText text;
    private final KeptAnswers kept;
    private final Quota quota;
    private final Tally tally;
    private final Scheduler timer;

    Line(
            WechatAccount account,
            @Nullable Outbox outbox,
            WechatSettings settings,
            KeptAnswers kept,
            Quota quota,
            Tally tally,
            Scheduler timer) {
        this.account = account;
        this.outbox = outbox;
        this.settings = settings;
        this.text = new WechatText(settings.longestReplyBytes());
        this.kept = kept;
        this.quota = quota;
        this.tally = tally;
        this.timer = timer;
    }

    String appid() {
        return account.appid();
    }

    Scheduler timer() {
        return timer;
    }

    Duration answerWithin() {
        return settings.answerWithin();
    }

    /** Writes what the assistant replied; {@code guide} is null for none. */
    Answer answer(String opening, Reply reply, @Nullable String guide) {
        return text.answer(opening, reply, guide);
    }

    /** Whether a post that is not answered will come again and is to. */
    boolean hopesForAnotherPost(int number) {
        return settings.slowReply() == SlowReply.RETRY_ATTACH && number < settings.posts();
    }

    /** Counts what a citizen did that lets us write to them. */
    void allow(Citizen citizen, Quota.Deed deed) {
        if (outbox != null) citizen.whileHere(() -> quota.allow(citizen.user(), deed));
    }

    /** The response that tells an answer; what does not fit into it follows. */
    Passive passive(Citizen citizen, Answer answer, boolean written) {
        tally.answered(Tally.Way.PASSIVE);
        if (written
                && account.transfer()
                && answer instanceof Answer.Replied replied
                && replied.reply() instanceof Reply.Handoff) {
            if (outbox != null) send(citizen, text.answer(Words.TRANSFER, replied.reply(), replied.guide()), outbox);
            return new Passive.Transfer(account.kfAccount());
        }
        var before = kept.ready(citizen.user());
        if (!before.isEmpty()) return new Passive.Text(after(before, citizen, answer));
        if (outbox != null) {
            var parts = text.parts(answer);
            if (parts.size() > 1 && parts.size() <= MOST_PARTS && quota.take(citizen.user(), parts.size() - 1)) {
                Mono.delay(AFTER_THE_RESPONSE, timer)
                        .subscribe(_ -> send(citizen, parts.subList(1, parts.size()), outbox));
                return new Passive.Text(parts.getFirst());
            }
        }
        return new Passive.Text(answer.words());
    }

    /** Has an answer told that is not there yet; what to say meanwhile, or null for nothing. */
    @Nullable
    Passive later(Citizen citizen, CompletableFuture<Answer> work) {
        if (settings.slowReply() == SlowReply.MENU_LINK) {
            tally.answered(Tally.Way.LINK);
            var id = kept.newId();
            keep(citizen, id, work);
            return new Passive.Text(Words.working(id));
        }
        if (settings.slowReply() == SlowReply.KEFU && outbox != null) {
            outbox.typing(citizen.openid()).subscribe();
            Mono.fromFuture(work, true).subscribe(answer -> send(citizen, answer, outbox));
        } else {
            keep(citizen, work);
        }
        return null;
    }

    /** Sends an answer, or what of it fits into as many messages as may be sent; keeps it where none may. */
    private void send(Citizen citizen, Answer answer, Outbox outbox) {
        var parts = text.parts(answer);
        if (parts.size() <= MOST_PARTS && quota.take(citizen.user(), parts.size())) send(citizen, parts, outbox);
        else if (quota.take(citizen.user(), 1)) send(citizen, List.of(answer.words()), outbox);
        else keep(citizen, CompletableFuture.completedFuture(answer));
    }

    /** Sends one after the other, and keeps all from the first that WeChat does not take. */
    private void send(Citizen citizen, List<String> parts, Outbox outbox) {
        outbox.text(citizen.openid(), parts.getFirst(), citizen::isHere)
                .subscribe(
                        delivery -> {
                            if (!(delivery instanceof Delivery.Sent)) {
                                for (var part : parts)
                                    keep(citizen, CompletableFuture.completedFuture(new Answer.Fixed(part)));
                                return;
                            }
                            tally.answered(Tally.Way.PUSHED);
                            if (parts.size() > 1) send(citizen, parts.subList(1, parts.size()), outbox);
                        },
                        failure -> LOG.error("sending to a citizen failed: {}", Failures.describe(failure)));
    }

    private void keep(Citizen citizen, CompletableFuture<Answer> answer) {
        tally.answered(Tally.Way.KEPT);
        keep(citizen, kept.newId(), answer);
    }

    private void keep(Citizen citizen, String id, CompletableFuture<Answer> answer) {
        citizen.whileHere(() -> kept.keep(citizen.user(), id, answer));
    }

    /** The answer behind what was kept: whole where both fit, otherwise a link to it. */
    private String after(List<KeptAnswers.Kept> before, Citizen citizen, Answer answer) {
        int longest = settings.longestReplyBytes();
        var now = answer.words();
        var told = before.stream().map(k -> k.answer().join().words()).toList();
        if (bytes(Words.behind(told, now)) <= longest) {
            var taken = new ArrayList<String>();
            for (int i = 0; i < before.size(); i++) // one that was tapped a moment ago is told there
            if (kept.take(citizen.user(), before.get(i).id()).isPresent()) taken.add(told.get(i));
            return taken.isEmpty() ? now : Words.behind(taken, now);
        }
        var links =
                Words.toWhatWasKept(before.stream().map(KeptAnswers.Kept::id).toList());
        var rest = WechatText.within(longest - bytes(links), answer);
        return bytes(links + rest) <= longest ? links + rest : now;
    }
}
