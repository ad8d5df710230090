package banshi.channels.hotline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import banshi.assistant.hotline.Speaker;
import banshi.channels.hotline.DeskFrame.AgentView;
import banshi.channels.hotline.DeskFrame.CallView;
import banshi.channels.hotline.DeskFrame.UtteranceView;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Keeping;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import banshi.channels.records.TurnRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.json.JsonMapper;

/** The rules of docs/hotline.md for what comes in and what is shown. */
abstract class CallsContract {
    private static final Instant NOW = Instant.parse("2026-03-02T01:30:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneId.of("Asia/Shanghai"));
    private static final AgentView AGENT = new AgentView("a1", "li.ming", "李明");

    private final Secret secret = Secret.random();
    private final Outage outage = new Outage();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final ScriptedAssistant assistant = new ScriptedAssistant();
    private final List<DeskFrame> told = new CopyOnWriteArrayList<>();
    private final List<String> toldTo = new CopyOnWriteArrayList<>();
    private VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private Records records;
    private Calls calls;

    abstract Records open();

    @BeforeEach
    void start() {
        records = outage.of(open());
        timer.advanceTimeTo(NOW);
        calls = calls();
    }

    @AfterEach
    void stop() {
        calls.close();
        records.close();
        pool.shutdownNow();
    }

    private Calls calls() {
        var agents = new Agents() {
            @Override
            public Optional<AgentView> named(String name) {
                return Optional.of(AGENT).filter(agent -> agent.name().equals(name));
            }

            @Override
            public Optional<AgentView> find(String id) {
                return Optional.of(AGENT).filter(agent -> agent.id().equals(id));
            }
        };
        return new Calls(
                records,
                assistant,
                new NothingPublished(),
                (frame, agent) -> {
                    told.add(frame);
                    if (frame instanceof DeskFrame.Call) toldTo.add(agent == null ? "everybody" : agent);
                },
                agents,
                new Pseudonyms(secret),
                secret,
                pool,
                pool,
                timer,
                CLOCK,
                JsonMapper.builder().build(),
                meters);
    }

    /** As after a restart: what was not kept is forgotten. */
    private void restart() {
        calls.close();
        told.clear();
        assistant.heard.clear();
        timer = VirtualTimeScheduler.create();
        timer.advanceTimeTo(NOW.plusSeconds(60));
        calls = calls();
    }

    private static CallEvent.Started started() {
        return new CallEvent.Started("c1", null, "138****5678", null, "li.ming", "330113");
    }

    private static CallEvent.Transcript said(int seq, String id, String text) {
        return new CallEvent.Transcript("c1", seq, id, Speaker.CALLER, text, true, seq * 100, seq * 100 + 50, 0.9);
    }

    private static CallEvent.Transcript partial(int seq, String id, String text) {
        return new CallEvent.Transcript("c1", seq, id, Speaker.CALLER, text, false, seq * 100, seq * 100 + 50, null);
    }

    private static CallEvent.Transcript agent(int seq, String id, String text) {
        return new CallEvent.Transcript("c1", seq, id, Speaker.AGENT, text, true, null, null, null);
    }

    private Calls.Taken take(CallEvent... events) {
        return calls.take("c1", Arrays.asList(events)).block();
    }

    private static List<String> faults(Calls.Taken taken) {
        return taken.faults().stream().map(Calls.Fault::detail).toList();
    }

    private CallView view() {
        return calls.ask("c1", LiveCall::view).block();
    }

    private List<String> words() {
        return view().utterances().stream().map(UtteranceView::text).toList();
    }

    private void advance(Duration time) {
        timer.advanceTimeBy(time);
        view(); // what is due has been done
    }

    private <T> List<T> told(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<DeskFrame.Shown> shown(int atLeast) {
        return await().until(() -> told(DeskFrame.Shown.class), shown -> shown.size() >= atLeast);
    }

    private void heard(String... texts) {
        await().untilAsserted(() -> assertThat(assistant.heard).containsExactly(texts));
    }

    @Test
    void passesOverWhatIsKnown() {
        assertThat(take(started(), said(1, "u1", "喂你好")).lastSeq()).isEqualTo(1);
        var again = take(said(1, "u1", "喂你好"));
        assertThat(again.lastSeq()).isEqualTo(1);
        assertThat(again.faults()).isEmpty();
        assertThat(faults(take(said(1, "u1", "别的话")))).containsExactly("other words came under this seq before");
        assertThat(words()).containsExactly("喂你好");
    }

    @Test
    void waitsForNothingThatIsMissing() {
        assertThat(take(said(1, "u1", "喂你好"), said(4, "u3", "第三句")).lastSeq()).isEqualTo(1);
        assertThat(take(said(3, "u2", "第二句")).lastSeq()).isEqualTo(1);
        assertThat(take(partial(2, "u2", "第二")).lastSeq()).isEqualTo(4);
        assertThat(words()).containsExactly("喂你好", "第三句", "第二句");
    }

    @Test
    void theSameUtteranceReplaces() {
        take(partial(1, "u1", "我身"), partial(2, "u1", "我身份证"), said(3, "u1", "我身份证丢了"));
        assertThat(words()).containsExactly("我身份证丢了");
        take(said(4, "u1", "我身份证掉了"));
        assertThat(words()).containsExactly("我身份证掉了");
    }

    @Test
    void whatComesLateDoesNotUndoWhatIsNewer() {
        take(partial(2, "u1", "我身份证"));
        assertThat(take(partial(1, "u1", "我身")).faults()).isEmpty();
        assertThat(words()).containsExactly("我身份证");
        take(partial(5, "u1", "我身份证丢"));
        assertThat(take(said(4, "u1", "我身份证丢了")).faults()).isEmpty();
        assertThat(words()).containsExactly("我身份证丢了");
    }

    @Test
    void aFinalIsNotUndoneByAPartialAndNobodyChangesHisVoice() {
        take(said(1, "u1", "我身份证丢了"));
        assertThat(faults(take(partial(2, "u1", "我身")))).containsExactly("a final is not undone by a partial");
        assertThat(faults(take(agent(3, "u1", "您说")))).containsExactly("an utterance does not change its speaker");
        assertThat(words()).containsExactly("我身份证丢了");
        assertThat(take().lastSeq()).isEqualTo(3);
        assertThat(view().faults()).isEqualTo(2);
    }

    @Test
    void whatIsUnreadableIsNotWaitedFor() {
        take(said(1, "u1", "喂"));
        var taken = take(new CallEvent.Wrong("c1", 2, "text is missing"), said(3, "u2", "你好"));
        assertThat(faults(taken)).containsExactly("text is missing");
        assertThat(taken.lastSeq()).isEqualTo(3);
    }

    @Test
    void rubbishStartsNoCall() {
        assertThat(take(new CallEvent.Wrong("c1", 2, "text is missing")).lastSeq())
                .isZero();
        assertThat(faults(take(new CallEvent.Ended("c1", "hangup")))).containsExactly("there is no such call");
        assertThat(records.sql()
                        .sql("select count(*) from hotline_call")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void afterTheEndOnlyFinalsOfAMinuteCount() {
        take(started(), said(1, "u1", "喂你好"), new CallEvent.Ended("c1", "hangup"));
        assertThat(faults(take(started()))).containsExactly("the call has ended");
        assertThat(faults(take(partial(2, "u2", "再见")))).containsExactly("the call has ended");
        assertThat(take(said(3, "u2", "再见"), new CallEvent.Ended("c1", "hangup"))
                        .faults())
                .isEmpty();
        advance(Duration.ofSeconds(61));
        assertThat(faults(take(said(4, "u3", "太晚了")))).containsExactly("the call has ended");
        assertThat(words()).containsExactly("喂你好", "再见");
    }

    @Test
    void aCallOfWhichNothingIsHeardIsLost() {
        take(started(), said(1, "u1", "喂你好"));
        advance(Duration.ofMinutes(29));
        assertThat(view().state()).isEqualTo("talking");
        advance(Duration.ofMinutes(2));
        assertThat(view().state()).isEqualTo("wrapup");
        assertThat(view().reason()).isEqualTo("lost");
    }

    @Test
    void aTranscriptStartsACallAndWhatIsToldLaterIsFilledIn() {
        take(said(1, "u1", "喂你好"));
        assertThat(view().agent()).isNull();
        take(started());
        assertThat(view().agent()).isEqualTo(AGENT);
        assertThat(view().district()).isEqualTo("330113");
        assertThat(take(started()).faults()).isEmpty();
        assertThat(faults(take(new CallEvent.Started("c1", null, null, null, "li.ming", "330106"))))
                .hasSize(1);
    }

    @Test
    void masksWhatIsPersonalBeforeItIsKeptOrTold() {
        take(said(1, "u1", "我电话13800000000"));
        take(partial(2, "u2", "身份证三三零一"));
        take(partial(3, "u2", "身份证三三零一零六"));
        take(said(4, "u2", "身份证三三零一零六"), agent(5, "a1", "嗯"));
        take(said(6, "u3", "一九九零零三零七"), said(7, "u4", "零零一九"));
        assertThat(words()).containsExactly("我电话138****0000", "身份证******", "嗯", "********", "****");
        assertThat(told.toString() + assistant.heard).doesNotContain("13800000000", "一九九零零三零七", "零零一九");
        assertThat(records.sql()
                        .sql("select said from hotline_utterance order by number")
                        .query(String.class)
                        .list())
                .containsExactlyElementsOf(words());
    }

    @Test
    void whatWasShownBeforeIsCoveredToo() {
        take(said(1, "u1", "电话是1380"));
        assertThat(words()).containsExactly("电话是1380");
        told.clear();
        take(said(2, "u2", "0000000"));
        assertThat(told(DeskFrame.Transcript.class))
                .extracting(
                        frame -> frame.utterance().utteranceId(),
                        frame -> frame.utterance().text())
                .contains(org.assertj.core.groups.Tuple.tuple("u1", "电话是****"));
    }

    @Test
    void hearsFinalsOfBothInOrder() {
        take(said(1, "u1", "我身份证丢了"), agent(2, "a1", "您户口在本地吗"), said(3, "u2", "在"));
        heard("我身份证丢了", "您户口在本地吗", "在");
    }

    @Test
    void hearsAPartialThatIsStillAndLongEnough() {
        take(partial(1, "u1", "我的身份证昨天丢"));
        advance(Duration.ofMillis(500));
        take(partial(2, "u1", "我的身份证昨天丢了"));
        advance(Duration.ofMillis(500));
        assertThat(assistant.heard).isEmpty();
        advance(Duration.ofMillis(100));
        heard("我的身份证昨天丢了");
        take(partial(3, "u1", "我的身份证昨天丢了"));
        advance(Duration.ofSeconds(2));
        heard("我的身份证昨天丢了");
    }

    @Test
    void doesNotHearAShortPartialOrAnAgents() {
        take(partial(1, "u1", "我身份证丢了"));
        take(new CallEvent.Transcript("c1", 2, "a1", Speaker.AGENT, "您好请问有什么可以帮您", false, null, null, null));
        advance(Duration.ofSeconds(2));
        assertThat(assistant.heard).isEmpty();
    }

    @Test
    void hearsAgainFromWhereWordsWereReplaced() {
        take(said(1, "u1", "我身份正丢了"), said(2, "u2", "怎么办"));
        heard("我身份正丢了", "怎么办");
        take(said(3, "u1", "我身份证丢了"));
        heard("我身份正丢了", "怎么办", "我身份证丢了", "怎么办");
        assertThat(shown(1)).hasSize(1);
    }

    @Test
    void aCorrectionOfLongAgoOnlyChangesTheText() {
        take(said(1, "u1", "我身份正丢了"));
        for (int i = 2; i <= 2 + Hearing.REMEMBERED; i++)
            take(said(i, "u" + i, "第" + "一二三四五六七八九十".charAt(i % 10) + "句话"));
        await().until(() -> assistant.heard.size() == 2 + Hearing.REMEMBERED);
        take(said(100, "u1", "我身份证丢了"));
        take(said(101, "u101", "完"));
        await().until(() -> assistant.heard.contains("完"));
        assertThat(assistant.heard).doesNotContain("我身份证丢了");
        assertThat(words()).startsWith("我身份证丢了");
    }

    @Test
    void hearsOneAtATimeAndTheNewestWins() {
        assistant.gate = new CountDownLatch(1);
        take(said(1, "u1", "喂"));
        take(said(2, "u2", "我身份证"), said(3, "u2", "我身份证丢"), said(4, "u2", "我身份证丢了"));
        assistant.gate.countDown();
        heard("喂", "我身份证丢了");
        assertThat(shown(1)).hasSize(1);
    }

    @Test
    void aHearingThatFailsEndsNothing() {
        take(said(1, "u1", "这个坏了"), said(2, "u2", "我身份证丢了"));
        assertThat(shown(1).getFirst().card().title()).isEqualTo("身份证");
        assertThat(meters.counter("banshi.calls.hearing.failed").count()).isEqualTo(1);
    }

    @Test
    void otherWordsSupersedeAndTheSameKeepTheirId() {
        take(started(), said(1, "u1", "我身份证丢了"));
        var first = shown(1).getFirst().card();
        assertThat(first.supersedes()).isEmpty();
        take(said(2, "u2", "就是身份证"));
        heard("我身份证丢了", "就是身份证");
        take(said(3, "u3", "身份证要加急"));
        var second = shown(2).getLast().card();
        assertThat(told(DeskFrame.Shown.class)).hasSize(2);
        assertThat(second.supersedes()).containsExactly(first.id());
        take(said(4, "u4", "不要了"));
        var withdrawn = await().until(() -> told(DeskFrame.Withdrawn.class), frames -> !frames.isEmpty());
        assertThat(withdrawn.getFirst().ids()).containsExactly(second.id());
        assertThat(withdrawn.getFirst().why()).isEqualTo("superseded");
    }

    @Test
    void keepsWhatTheCallerHadSaidWhenACardCame() {
        take(started(), said(1, "u1", "我身份证丢了"), agent(2, "u2", "您户口在哪儿"));
        shown(1);
        calls.ask("c1", call -> call.pick("户口在本地", System.nanoTime())).block();
        shown(2);
        take(new CallEvent.Ended("c1", "hangup"));

        assertThat(records.sql()
                        .sql("select kind, asked from hotline_suggestion order by number")
                        .query((row, _) -> row.getString("kind") + " " + row.getString("asked"))
                        .list())
                .as("what the agent picks is not what the caller said")
                .containsExactly("answer u1", "ask u1");
        restart();
        take(said(9, "u9", "谢谢"));
        assertThat(records.sql()
                        .sql("select distinct asked from hotline_suggestion")
                        .query(String.class)
                        .list())
                .containsExactly("u1");
    }

    @Test
    void cardsExpireUnlessTheyAreRenewed() {
        take(started(), said(1, "u1", "我身份证丢了"));
        shown(1);
        advance(Duration.ofMinutes(2));
        take(said(2, "u2", "嗯"));
        assertThat(shown(2).getLast().card().id())
                .isEqualTo(shown(1).getFirst().card().id());
        advance(Duration.ofMinutes(2));
        assertThat(view().suggestions()).hasSize(1);
        advance(Duration.ofSeconds(61));
        assertThat(view().suggestions()).isEmpty();
        assertThat(told(DeskFrame.Withdrawn.class).getFirst().why()).isEqualTo("expired");
    }

    @Test
    void theEndTakesAllCardsAway() {
        take(started(), said(1, "u1", "我身份证丢了"));
        shown(1);
        take(new CallEvent.Ended("c1", "hangup"));
        assertThat(told(DeskFrame.Withdrawn.class).getFirst().why()).isEqualTo("ended");
        assertThat(view().state()).isEqualTo("wrapup");
    }

    @Test
    void draftsTheWorkOrderAtMostOnceASecond() {
        take(started(), said(1, "u1", "我身份证丢了"));
        var first = await().until(() -> told(DeskFrame.Summary.class), frames -> !frames.isEmpty());
        assertThat(first.getFirst().draft().content()).isEqualTo("我身份证丢了");
        assertThat(first.getFirst().evidence()).containsEntry("content.0", List.of("u1"));
        for (int i = 2; i < 10; i++) take(said(i, "u" + i, "第" + i + "句"));
        heard2(9);
        int before = told(DeskFrame.Summary.class).size();
        advance(Duration.ofSeconds(1));
        await().until(() -> told(DeskFrame.Summary.class)
                        .getLast()
                        .draft()
                        .content()
                        .lines()
                        .count()
                == 9);
        assertThat(told(DeskFrame.Summary.class).size() - before).isEqualTo(1);
    }

    private void heard2(int times) {
        await().until(() -> assistant.heard.size() == times);
        view();
    }

    @Test
    void aRepeatCallerIsKnownAndNotByNumber() {
        calls.take("c0", List.of(new CallEvent.Started("c0", null, null, "+86-13800005678", null, null)))
                .block();
        take(new CallEvent.Started("c1", null, null, "13800005678", null, null));
        assertThat(view().earlierCalls()).isEqualTo(1);
        assertThat(view().phoneMasked()).isEqualTo("138****5678");
        var rows = records.sql()
                .sql("select * from hotline_call")
                .query()
                .listOfRows()
                .toString();
        assertThat(rows).doesNotContain("13800005678");
    }

    @Test
    void isAsItWasAfterARestart() {
        take(started(), said(1, "u1", "我身份证丢了"), said(3, "u3", "户口在外地"));
        var before = shown(2);
        take();
        restart();
        assertThat(take().lastSeq()).isEqualTo(1);
        assertThat(take(said(3, "u3", "户口在外地")).faults()).isEmpty();
        heard("我身份证丢了", "户口在外地");
        take(said(2, "u2", "补办"));
        heard("我身份证丢了", "户口在外地", "补办");
        var view = view();
        assertThat(view.agent()).isEqualTo(AGENT);
        assertThat(words()).containsExactly("我身份证丢了", "户口在外地", "补办");
        assertThat(view.suggestions())
                .extracting(DeskFrame.CardView::id)
                .containsExactlyInAnyOrderElementsOf(
                        before.stream().map(frame -> frame.card().id()).toList());
        assertThat(take().lastSeq()).isEqualTo(3);
    }

    @Test
    void aCallThatIsOverIsForgottenHereAndKeptThere() {
        take(said(1, "u1", "喂你好"), new CallEvent.Ended("c1", "hangup"));
        assertThat(view().state()).isEqualTo("closed");
        timer.advanceTimeBy(Duration.ofSeconds(62));
        await().until(() -> !calls.ids().iterator().hasNext());
        assertThat(words()).containsExactly("喂你好");
        assertThat(faults(take(said(2, "u2", "太晚了")))).containsExactly("the call has ended");
    }

    @Test
    void aLongCallTakesNoMoreRoomThanAShortOne() {
        int many = LiveCall.MOST_HELD + 500;
        var events = new ArrayList<CallEvent>();
        for (int i = 1; i <= many; i++) {
            events.add(agent(i, "u" + i, "第" + "一二三四五六七八九十".charAt(i % 10) + "句"));
            if (events.size() == 1_000 || i == many) {
                take(events.toArray(CallEvent[]::new));
                events.clear();
            }
        }
        assertThat(take().lastSeq()).isEqualTo(many);
        assertThat(words()).hasSize(LiveCall.MOST_SHOWN);
        assertThat(faults(take(said(many + 1, "u1", "我")))).containsExactly("an utterance does not change its speaker");
        assertThat(records.sql()
                        .sql("select count(*) from hotline_utterance")
                        .query(Integer.class)
                        .single())
                .isEqualTo(many);
    }

    @Test
    void whateverTheOrderNothingIsLost() {
        long seed = Long.getLong("test.seed", new Random().nextLong());
        var random = new Random(seed);
        var events = new ArrayList<CallEvent>();
        for (int i = 1; i <= 60; i++) events.add(said(i, "u" + i, "第" + i + "句话"));
        events.addAll(events.subList(0, 30));
        Collections.shuffle(events, random);
        for (var event : events) take(event);
        assertThat(take().lastSeq()).as("seed %d", seed).isEqualTo(60);
        assertThat(words()).as("seed %d", seed).hasSize(60);
        assertThat(view().faults()).as("seed %d", seed).isZero();
    }

    @Test
    void saysWhenNoWordsCome() {
        take(started(), said(1, "u1", "喂你好"));
        advance(Duration.ofSeconds(22));
        assertThat(told(DeskFrame.AsrStatus.class).getLast().status()).isEqualTo("silent");
        take(said(2, "u2", "在"));
        advance(Duration.ofSeconds(2));
        assertThat(told(DeskFrame.AsrStatus.class).getLast().status()).isEqualTo("ok");
        calls.lineLost(List.of("c1"));
        advance(Duration.ofSeconds(2));
        assertThat(told(DeskFrame.AsrStatus.class).getLast().status()).isEqualTo("lost");
    }

    @Test
    void acknowledgesNothingWhileTheDatabaseIsAwayAndLosesNothing() {
        take(started(), said(1, "u1", "喂你好"));
        outage.away = true;
        var waiting = calls.take("c1", List.of(said(2, "u2", "我身份证丢了"))).toFuture();
        assertThat(shown(1)).as("agents go on").hasSize(1);
        await().until(() -> !calls.isKeeping());
        assertThat(waiting).isNotDone();
        var again = calls.take("c1", List.of(said(2, "u2", "我身份证丢了"))).toFuture();
        assertThat(again).isNotDone();
        outage.away = false;
        assertThat(waiting.join().lastSeq()).isEqualTo(2);
        assertThat(again.join().lastSeq()).isEqualTo(2);
        assertThat(calls.isKeeping()).isTrue();
        assertThat(records.sql()
                        .sql("select said from hotline_utterance order by number")
                        .query(String.class)
                        .list())
                .containsExactly("喂你好", "我身份证丢了");
    }

    @Test
    void takesNoMoreThanCanWait() {
        take(started());
        outage.away = true;
        var one = new CallJournal.UtteranceEntry(
                "c1", new Spoken("u1", 1, 1, Speaker.CALLER, "喂你好", true, null, null, null));
        var waiting = calls.journal().write(Collections.nCopies(20_000, one));
        assertThatThrownBy(() -> take(said(2, "u2", "在"))).isInstanceOf(RejectedExecutionException.class);
        outage.away = false;
        waiting.join();
        assertThat(take(said(2, "u2", "在")).faults()).isEmpty();
    }

    @Test
    void whatWaitsTogetherIsWrittenTogether() {
        take(started());
        outage.gate = new CountDownLatch(1);
        int before = outage.transactions.get();
        var acknowledged = new ArrayList<CompletableFuture<Calls.Taken>>();
        for (int i = 1; i <= 200; i++)
            acknowledged.add(
                    calls.take("c1", List.of(agent(i, "u" + i, "第" + i + "句"))).toFuture());
        view();
        outage.gate.countDown();
        for (int i = 1; i <= 200; i++)
            assertThat(acknowledged.get(i - 1).join().lastSeq()).isEqualTo(i);
        assertThat(outage.transactions.get() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void whatTheDatabaseNeverTakesKeepsNothingElseOut() {
        take(started());
        outage.gate = new CountDownLatch(1);
        var good = calls.take("c1", List.of(said(1, "u1", "喂你好"))).toFuture();
        view();
        var bad = calls.journal()
                .write(List.of(
                        new CallJournal.FeedbackEntry("nobody's", 1, "a1", "adopted", 0, null, null, null, NOW)));
        var after = calls.take("c1", List.of(said(2, "u2", "我问一下"))).toFuture();
        outage.gate.countDown();
        assertThat(good.join().lastSeq()).isEqualTo(1);
        assertThat(after.join().lastSeq()).isEqualTo(2);
        await().until(bad::isCompletedExceptionally);
    }

    @Test
    void whatWasUsedDoesNotComeAgainNorAfterARestart() {
        take(started(), said(1, "u1", "我身份证丢了"));
        var card = shown(1).getFirst().card();
        calls.ask("c1", call -> {
                    call.judge(
                            call.card(card.id()),
                            new CallJournal.FeedbackEntry("c1", 1, "a1", "adopted", 900, null, null, null, NOW));
                    return true;
                })
                .block();
        assertThat(view().suggestions()).isEmpty();
        take(said(2, "u2", "就是身份证"));
        heard("我身份证丢了", "就是身份证");
        assertThat(view().suggestions()).isEmpty();
        restart();
        view();
        heard("我身份证丢了", "就是身份证");
        assertThat(view().suggestions()).isEmpty();
        take(said(3, "u3", "身份证要加急"));
        assertThat(shown(1).getFirst().card().id()).isNotEqualTo(card.id());
    }

    @Test
    void whoeverSawItAsNobodysIsToldWhoseItIs() {
        take(said(1, "u1", "喂你好"));
        toldTo.clear();
        take(started());
        assertThat(toldTo).containsExactly("everybody");
        take(new CallEvent.Ended("c1", "hangup"));
        assertThat(toldTo.getLast()).isEqualTo(AGENT.id());
    }

    @Test
    void goesWithAllThatBelongsToItWhenItIsOld() {
        take(started(), said(1, "u1", "我身份证丢了"));
        shown(1);
        take();
        try (var turns = new TurnRecords(records, new Pseudonyms(secret), words -> words, CLOCK, meters)) {
            var keep = Duration.ofDays(180);
            assertThat(new Keeping(records, turns, keep, CLOCK).deleteOld()).isZero();
            var later = Clock.offset(CLOCK, keep.plusDays(1));
            assertThat(new Keeping(records, turns, keep, later).deleteOld()).isEqualTo(1);
        }
        for (var table : List.of("hotline_call", "hotline_utterance", "hotline_suggestion"))
            assertThat(records.sql()
                            .sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
    }

    @Test
    void keepsWhenACallWasTakenAndWhenItWasDone() {
        take(said(1, "u1", "喂你好"));
        timer.advanceTimeBy(Duration.ofSeconds(9));
        calls.ask("c1", call -> call.give(AGENT)).block();
        assertThat(kept("taken_at")).isEqualTo(NOW.plusSeconds(9));
        timer.advanceTimeBy(Duration.ofSeconds(60));
        take(new CallEvent.Ended("c1", "hangup"));
        assertThat(kept("closed_at")).isNull();
        restart();
        timer.advanceTimeTo(NOW.plusSeconds(100));
        calls.ask("c1", call -> {
                    call.close();
                    return true;
                })
                .block();
        take();
        assertThat(kept("taken_at")).isEqualTo(NOW.plusSeconds(9));
        assertThat(kept("closed_at")).isEqualTo(NOW.plusSeconds(100));
    }

    private @Nullable Instant kept(String column) {
        take(); // all of it is committed
        return records.sql()
                .sql("select taken_at, closed_at from hotline_call where id = 'c1'")
                .query((row, _) -> Times.optional(row, column))
                .optional()
                .orElse(null);
    }

    @Test
    void countsWhatAnAgentChanged() {
        assertThat(DeskWork.edits("带户口本", "带户口本")).isZero();
        assertThat(DeskWork.edits("带户口本", "请带户口簿")).isEqualTo(2);
        assertThat(DeskWork.edits("", "请带")).isEqualTo(2);
    }

    /** Nothing is known of any matter. */
    private static final class NothingPublished implements banshi.assistant.release.Directory {
        @Override
        public Optional<banshi.corpus.Matter> matter(banshi.corpus.MatterId id) {
            return Optional.empty();
        }

        @Override
        public Optional<banshi.assistant.Reply.Answer> answer(
                banshi.corpus.MatterId matter,
                banshi.corpus.AspectId aspect,
                banshi.graph.Circumstances known,
                java.time.LocalDate day) {
            return Optional.empty();
        }

        @Override
        public Optional<banshi.corpus.Situation> open(banshi.corpus.MatterId matter, banshi.graph.Circumstances known) {
            return Optional.empty();
        }
    }
}
