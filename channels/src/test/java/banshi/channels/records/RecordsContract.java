package banshi.channels.records;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Handoffs.Sender;
import banshi.channels.records.Handoffs.State;
import banshi.corpus.TopicId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database of records does. */
abstract class RecordsContract {
    private static final String CHAT = "web\nmy-chat";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Secret secret = Secret.random();
    private final Pseudonyms pseudonyms = new Pseudonyms(secret);
    private final String chat = pseudonyms.of(CHAT);
    private final Ticking clock = new Ticking();
    private Records records;
    private TurnRecords turns;
    private Handoffs handoffs;

    /** A second further each time it is read. */
    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-11-21T08:00:00Z");

        @Override
        public synchronized Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }

        synchronized void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    abstract Records open();

    @BeforeEach
    void start() {
        records = open();
        turns = new TurnRecords(records, pseudonyms, words -> words.replace("张三", "某人"), clock, meters);
        handoffs = new Handoffs(records, new Vault(secret), clock);
    }

    @AfterEach
    void stop() {
        turns.close();
        records.close();
    }

    private void taken(String conversation, String id, String said) {
        var reply = new Reply.Smalltalk(new TopicId("greeting"), List.of(new Block.Text("您好！")), List.of());
        turns.taken(
                conversation,
                id,
                new Utterance(said, Utterance.Channel.WEB, null, LocalDate.of(2026, 11, 21)),
                new Turn(Dialogue.NEW, reply, "r1"));
    }

    private Feedback.Opinion opinion(String turn, boolean helpful, @Nullable String reason) {
        return new Feedback.Opinion(chat, turn, helpful, reason, null);
    }

    @Test
    void keepsTurnsMaskedUnderAPseudonym() {
        taken(CHAT, "t1", "我叫张三，你好\0");
        taken("web\nother", "t2", "你好");
        taken(CHAT, "t3", "再见");
        turns.flush();

        var kept = turns.last(chat, 10);
        assertThat(kept).extracting(TurnRecords.Kept::id).containsExactly("t1", "t3");
        assertThat(kept.getFirst().said()).isEqualTo("我叫某人，你好");
        assertThat(kept.getFirst().template()).isEqualTo("topic.greeting");
        assertThat(kept.getFirst().replied()).isEqualTo("您好！");
        assertThat(turns.last(chat, 1)).extracting(TurnRecords.Kept::id).containsExactly("t3");
        assertThat(chat).matches("[0-9a-f]{64}");
    }

    @Test
    void tracesATurnByItsIdWithWhatWasSaidRightBeforeIt() {
        taken(CHAT, "t1", "昨天说的");
        clock.pass(Duration.ofHours(20));
        taken(CHAT, "t2", "我叫张三");
        taken("web\nother", "t3", "别人说的");
        taken(CHAT, "t4", "那要多少钱");
        taken(CHAT, "t5", "后来说的");

        var traced = turns.trace("t4", 10, Duration.ofMinutes(30)).orElseThrow();

        assertThat(traced.turn().said()).isEqualTo("那要多少钱");
        assertThat(traced.turn().channel()).isEqualTo("web");
        assertThat(traced.turn().release()).isEqualTo("r1");
        assertThat(traced.before()).extracting(TurnRecords.Kept::said).containsExactly("我叫某人");
        assertThat(turns.trace("t4", 10, Duration.ofDays(1)).orElseThrow().before())
                .extracting(TurnRecords.Kept::id)
                .containsExactly("t1", "t2");
        assertThat(turns.trace("t4", 1, Duration.ofDays(1)).orElseThrow().before())
                .extracting(TurnRecords.Kept::id)
                .containsExactly("t2");
        assertThat(turns.trace("t9", 10, Duration.ofDays(1))).isEmpty();
    }

    @Test
    void countsWhatItCouldNotKeepAndGoesOn() {
        taken(CHAT, "t1", "一");
        taken(CHAT, "t1", "二"); // the same name: refused by the database, and with it what was written together
        turns.flush();
        taken(CHAT, "t3", "三");
        turns.flush();

        assertThat(turns.last(chat, 10)).extracting(TurnRecords.Kept::id).contains("t3");
        assertThat(meters.counter(TurnRecords.METER).count()).isPositive();
    }

    @Test
    void theLastOpinionOnAReplyCounts() {
        var feedback = new Feedback(records, turns, clock);
        taken(CHAT, "t1", "你好");
        turns.flush();

        assertThat(feedback.keep(opinion("t1", true, null))).isTrue();
        assertThat(feedback.keep(opinion("t1", false, "wrong"))).isTrue();
        assertThat(feedback.keep(opinion("t9", true, null))).isFalse();
        assertThat(new Keeping(records, turns, Duration.ofDays(180), clock)
                        .export(chat)
                        .get("feedback"))
                .singleElement()
                .satisfies(
                        row -> assertThat(row).containsEntry("helpful", false).containsEntry("reason", "wrong"));
    }

    @Test
    void nobodyHasAnOpinionOnOthersReplies() {
        taken("web\nother", "t1", "你好");
        turns.flush();

        assertThat(new Feedback(records, turns, clock).keep(opinion("t1", true, null)))
                .isFalse();
    }

    @Test
    void aConversationIsRatedOnceAndBadOnesAreToBeVerified() {
        var ratings = new Ratings(records, clock);
        var bad = new Ratings.Rating(chat, "web", 2, List.of("办事效率", "平台操作性"), "等太久");

        assertThat(ratings.keep(bad)).isTrue();
        assertThat(ratings.keep(new Ratings.Rating(chat, "web", 5, List.of(), null)))
                .isFalse();
        assertThat(new Keeping(records, turns, Duration.ofDays(180), clock)
                        .export(chat)
                        .get("ratings"))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("options", "办事效率,平台操作性").containsEntry("state", "to-verify"));
    }

    @Test
    void thoseWhoWaitStandInAQueue() {
        var first = handoffs.ask("h1", chat, "web", null);
        var second = handoffs.ask("h2", pseudonyms.of("web\nother"), "web", null);

        assertThat(first.state()).isEqualTo(State.WAITING);
        assertThat(handoffs.position(first)).isEqualTo(1);
        assertThat(handoffs.position(second)).isEqualTo(2);
        assertThat(handoffs.wait(2)).isEmpty();
        assertThat(handoffs.ask("h3", chat, "web", null).id()).isEqualTo("h1");

        clock.pass(Duration.ofSeconds(30));
        assertThat(handoffs.take("h1", "agent-1", () -> {})).isTrue();
        assertThat(handoffs.takeOver("h2", "agent-2", () -> {})).isFalse();
        assertThat(handoffs.take("h1", "agent-2", () -> {})).isFalse();
        assertThat(handoffs.find("h1").orElseThrow().takenBy()).isEqualTo("agent-1");
        assertThat(handoffs.takeOver("h1", "agent-2", () -> {})).isTrue();
        assertThat(handoffs.find("h1").orElseThrow().takenBy()).isEqualTo("agent-2");
        assertThat(handoffs.position(second)).isEqualTo(1);
        assertThat(handoffs.wait(1).orElseThrow()).isBetween(30L, 60L);
        assertThat(handoffs.open()).extracting(Handoffs.Handoff::id).containsExactly("h1", "h2");
    }

    @Test
    void whatIsSaidInAHandoffIsNumbered() {
        handoffs.ask("h1", chat, "web", null);
        handoffs.take("h1", "agent-1", () -> {});

        assertThat(handoffs.say("h1", Sender.CITIZEN, "你好")).isTrue();
        assertThat(handoffs.say("h1", Sender.AGENT, "您好，请讲")).isTrue();
        assertThat(handoffs.said("h1", 0)).extracting(Handoffs.Message::seq).containsExactly(1, 2);
        assertThat(handoffs.said("h1", 1)).extracting(Handoffs.Message::text).containsExactly("您好，请讲");
        assertThat(handoffs.close("h1")).isTrue();
        assertThat(handoffs.say("h1", Sender.CITIZEN, "还在吗")).isFalse();
        assertThat(handoffs.ask("h2", chat, "web", null).id()).isEqualTo("h2");
    }

    @Test
    void losesNothingThatIsSaidAllAtOnce() {
        handoffs.ask("h1", chat, "web", null);
        var said = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.runAsync(() -> handoffs.say("h1", Sender.CITIZEN, "第" + i)))
                .toList();
        said.forEach(CompletableFuture::join);

        assertThat(handoffs.said("h1", 0))
                .extracting(Handoffs.Message::seq)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void aNumberToCallLiesSealedUntilItIsOver() {
        handoffs.ask("h1", chat, "web", "13800000000");

        var kept = handoffs.find("h1").orElseThrow();
        assertThat(kept.state()).isEqualTo(State.CALLBACK);
        assertThat(kept.phone()).isEqualTo("13800000000");
        var bytes = records.sql()
                .sql("select phone from handoff")
                .query((row, _) -> row.getBytes(1))
                .single();
        assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("13800000000");
        assertThat(new Handoffs(records, new Vault(Secret.random()), clock)
                        .find("h1")
                        .orElseThrow()
                        .phone())
                .isNull();

        handoffs.close("h1");
        assertThat(handoffs.find("h1").orElseThrow().phone()).isNull();
    }

    @Test
    void erasesEverythingOfAConversationAndNothingElse() {
        var keeping = new Keeping(records, turns, Duration.ofDays(180), clock);
        var other = pseudonyms.of("web\nother");
        taken(CHAT, "t1", "你好");
        taken("web\nother", "t2", "你好");
        turns.flush();
        new Feedback(records, turns, clock).keep(opinion("t1", true, null));
        new Ratings(records, clock).keep(new Ratings.Rating(chat, "web", 5, List.of(), null));
        handoffs.ask("h1", chat, "web", null);
        handoffs.say("h1", Sender.CITIZEN, "你好");
        records.sql()
                .sql(
                        "insert into consultation (id, state, version, handoff, question, words, asked_by, asked_at, expires_at, messages)"
                                + " values ('k1', 'waiting', 1, 'h1', '能补吗？', '你好', 'a1', ?, ?, 0)")
                .params(Times.of(clock.instant()), Times.of(clock.instant()))
                .update();

        assertThat(keeping.export(chat))
                .allSatisfy((_, rows) -> assertThat(rows).hasSize(1));
        assertThat(keeping.erase(chat)).isEqualTo(3);
        assertThat(keeping.export(chat))
                .allSatisfy((_, rows) -> assertThat(rows).isEmpty());
        assertThat(keeping.export(other).get("turns")).hasSize(1);
    }

    @Test
    void stillCallsBackWhomItHasPromisedTo() {
        handoffs.ask("h1", chat, "web", "13800000000");

        assertThat(new Keeping(records, turns, Duration.ofDays(180), clock).erase(chat))
                .isZero();
        assertThat(handoffs.open()).extracting(Handoffs.Handoff::phone).containsExactly("13800000000");
    }

    @Test
    void deletesWhatIsTooOld() {
        var keeping = new Keeping(records, turns, Duration.ofDays(180), clock);
        taken(CHAT, "t1", "你好");
        turns.flush();
        clock.pass(Duration.ofDays(100));
        taken(CHAT, "t2", "你好");
        turns.flush();

        assertThat(keeping.deleteOld()).isZero();
        clock.pass(Duration.ofDays(100));
        assertThat(keeping.deleteOld()).isEqualTo(1);
        assertThat(turns.last(chat, 10)).extracting(TurnRecords.Kept::id).containsExactly("t2");
    }
}
