package banshi.channels.misses;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Candidate;
import banshi.assistant.dialogue.Move;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.release.Explained;
import banshi.assistant.release.Explainer;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.assistant.understanding.Explanation;
import banshi.assistant.understanding.Reading;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Feedback;
import banshi.channels.records.Handoffs;
import banshi.channels.records.Keeping;
import banshi.channels.records.Ratings;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was answered badly is found, in every database of records. */
@Timeout(60)
abstract class MissesContract {
    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final Duration KEEP = Duration.ofDays(180);
    private static final List<String> CARD = List.of("学生卡怎么补", "学生卡丢了补一张", "学生卡不见了能补吗");

    private final Secret secret = Secret.random();
    private final Settable clock = new Settable();
    private int next;
    private Records records;
    private TurnRecords turns;
    private MissRefresh refresh;
    private Misses misses;

    private static final class Settable extends Clock {
        private volatile Instant now = START;

        @Override
        public Instant instant() {
            return now;
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

    /** The first two characters are what words mean; the rest is noise. */
    private static final class FirstTwo implements SentenceEncoder {
        @Override
        public float[] encode(String text) {
            var vector = new double[dimensions()];
            add(vector, text.substring(0, Math.min(2, text.length())), 1);
            add(vector, text, 0.3);
            double norm = Math.sqrt(IntStream.range(0, vector.length)
                    .mapToDouble(d -> vector[d] * vector[d])
                    .sum());
            var unit = new float[vector.length];
            for (int d = 0; d < vector.length; d++) unit[d] = (float) (vector[d] / norm);
            return unit;
        }

        private static void add(double[] vector, String seed, double weight) {
            var random = new Random(seed.hashCode());
            for (int d = 0; d < vector.length; d++) vector[d] += weight * random.nextGaussian();
        }

        @Override
        public int dimensions() {
            return 64;
        }

        @Override
        public String fingerprint() {
            return "first-two";
        }
    }

    private static final Explainer NEAREST = utterance -> {
        var candidate = new Candidate(new MatterId("huji-hukoubu-reissue"), new AspectId("process"), 0.4);
        var behind = new LinkedHashMap<String, Double>();
        behind.put("words", 1.5);
        behind.put("nearest", 0.5);
        behind.put("topic", 0.1);
        var subject = new Explanation.Weighed("huji-hukoubu-reissue", 0.4, Map.of(), behind);
        var near = new Explanation.Near("户口本丢了怎么补", "huji-hukoubu-reissue", "process", 0.71);
        var reading = new Reading(List.of(), List.of(candidate), true, Reading.Step.MEANING);
        return new Explained(
                "r1",
                new Explanation(
                        utterance.text(),
                        List.of(),
                        List.of(),
                        reading,
                        0,
                        0.9,
                        List.of(),
                        List.of(near),
                        List.of(subject),
                        List.of()),
                new Move.GiveUp(),
                new Policy(0.8, 0.9, 0.85, 0.5, 0.2, 0.05));
    };

    abstract Records open();

    @BeforeEach
    void start() {
        records = open();
        turns = new TurnRecords(records, new Pseudonyms(secret), words -> words, clock, new SimpleMeterRegistry());
        refresh = another();
        misses = new Misses(records, NEAREST, clock);
    }

    /** The refresh of another server that shares the database; that it is never due by itself is seen to by its clock. */
    private MissRefresh another() {
        return new MissRefresh(records, turns, new FirstTwo(), NEAREST, secret, KEEP, clock);
    }

    @AfterEach
    void stop() {
        refresh.close();
        turns.close();
        records.close();
    }

    private String turn(String conversation, String said, String act, String template) {
        var id = "t" + next++;
        records.sql()
                .sql(
                        "insert into turn (id, conversation, channel, said_at, said, act, template, release_id, confidence, replied)"
                                + " values (?, ?, 'web', ?, ?, ?, ?, 'r1', 0.3, '')")
                .params(id, conversation, clock.instant().atOffset(ZoneOffset.UTC), said, act, template)
                .update();
        clock.now = clock.now.plusSeconds(1);
        return id;
    }

    private void unrecognised(String conversation, String said) {
        turn(conversation, said, "decline", "builtin.decline");
    }

    /** One that has ended. */
    private KeptCall call(String id) {
        pass(Duration.ofSeconds(1));
        return KeptCall.ended(records, id, clock.instant());
    }

    /** Each by somebody else. */
    private void unrecognised(List<String> said) {
        for (var words : said) unrecognised("c" + next, words);
    }

    private void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    private List<MissCluster> refreshed() {
        assertThat(refresh.refresh()).isTrue();
        return misses.overview().clusters();
    }

    @Test
    void findsEveryKindOfMiss() {
        var feedback = new Feedback(records, turns, clock);
        var handoffs = new Handoffs(records, new Vault(secret), clock);
        turn("c1", "学生卡怎么补", "clarify", "builtin.clarify");
        turn("c2", "学生卡丢了补一张", "decline", "topic.school");
        unrecognised("c3", "学生卡不见了能补吗");
        turn("c4", "学生卡要钱吗", "answer", "x");
        turn("c4", "转人工", "handoff", "topic.want-person");
        var wrong = turn("c5", "学生卡去哪办", "answer", "x");
        feedback.keep(new Feedback.Opinion("c5", wrong, false, "wrong", null));
        turn("c6", "学生卡几天好", "answer", "x");
        turn("c6", "谢谢", "smalltalk", "topic.thanks");
        handoffs.ask("h1", "c6", "web", null);
        handoffs.say("h1", Handoffs.Sender.AGENT, "三天");
        turn("c7", "学生卡材料", "answer", "x");
        new Ratings(records, clock).keep(new Ratings.Rating("c7", "web", 1, List.of(), null));
        turn("c8", "学生卡很好", "answer", "x");
        call("p1").caller("学生卡怎么补").card("answer", "可以。").judged("rejected", null, null, "问的是学校的卡");
        call("p2").caller("学生卡丢了补一张").card("answer", "收工本费。").judged("edited", "收十块钱。", 4, null);
        call("p3").caller("喂你好").agent("您请讲，慢慢说不着急的").caller("学生卡不见了能补吗").picked("坐席替他点的这一句不算");
        KeptCall.searched(records, "p3", "学生卡要钱吗", clock.instant());
        pass(Duration.ofMinutes(2));

        assertThat(refreshed()).singleElement().satisfies(cluster -> {
            assertThat(cluster.turns()).isEqualTo(11);
            assertThat(cluster.kinds().keySet()).containsExactly(MissKind.values());
            assertThat(cluster.wordings())
                    .extracting(MissCluster.Wording::text)
                    .contains("学生卡要钱吗", "学生卡几天好")
                    .doesNotContain("转人工", "谢谢", "学生卡很好");
            assertThat(cluster.channels()).containsExactly(Map.entry("hotline", 4), Map.entry("web", 7));
            assertThat(cluster.conversations())
                    .as("p3 searched in its own call")
                    .isEqualTo(10);
        });
    }

    @Test
    void whatWentWellInACallIsNoMiss() {
        call("p1").caller("学生卡怎么补").card("answer", "到学校补。").judged("adopted", null, null, null);
        call("p2").caller("学生卡丢了补一张").card("answer", "到学校补。").judged("edited", "到学校补。", 0, null);
        call("p3").caller("学生卡不见了能补吗").card("risk", "请拨110。").judged("rejected", null, null, null);
        KeptCall.open(records, "p4", clock.instant()).caller("学生卡去哪办呢");
        call("p5").caller("喂");
        call("p6").agent("您好，请问学生卡有什么要办的");
        pass(Duration.ofMinutes(2));

        assertThat(refreshed()).isEmpty();
        assertThat(misses.overview().misses()).isZero();
    }

    @Test
    void ofACallAnEditorSeesAFewOfTheCallersWordsAndWhatTheAgentMadeOfTheCard() {
        for (int i = 1; i <= 3; i++)
            call("p" + i)
                    .caller("第一句别的")
                    .caller("我想问个事")
                    .agent("您请讲")
                    .caller("学生卡的")
                    .caller("学生卡怎么补")
                    .card("answer", "收工本费。")
                    .judged(
                            i == 1 ? "rejected" : "edited",
                            i == 1 ? null : "收十块钱。",
                            i == 1 ? null : 4,
                            i == 1 ? "答非所问" : null)
                    .caller("后来说的话");
        pass(Duration.ofMinutes(2));
        var cluster = refreshed().stream()
                .filter(c -> c.title().startsWith("学生卡"))
                .findFirst()
                .orElseThrow();

        var heard = misses.heard(cluster.id());

        assertThat(heard).hasSize(3).allSatisfy(miss -> {
            assertThat(miss.said()).containsExactly("我想问个事", "学生卡的", "学生卡怎么补");
            assertThat(miss.card().title()).isEqualTo("补证");
            assertThat(miss.card().spoken()).isEqualTo("收工本费。");
            assertThat(miss.card().matter()).isEqualTo(new MatterId("card-reissue"));
        });
        assertThat(heard.getLast().kind()).isEqualTo(MissKind.CARD_REJECTED);
        assertThat(heard.getLast().card().reason()).isEqualTo("答非所问");
        assertThat(heard.getLast().card().used()).isNull();
        assertThat(heard.getFirst().kind()).isEqualTo(MissKind.CARD_EDITED);
        assertThat(heard.getFirst().card().used()).isEqualTo("收十块钱。");
        assertThat(heard.getFirst().card().edits()).isEqualTo(4);
        var feedback = heard.getFirst().card().feedback();
        assertThat(misses.heard(cluster.id(), feedback)).contains(heard.getFirst());
        assertThat(misses.heard("0".repeat(32), feedback)).isEmpty();
        assertThat(misses.heard(cluster.id(), feedback + 100)).isEmpty();
    }

    @Test
    void whatWasSaidInACallGoesWithIt() {
        for (int i = 0; i < 3; i++) call("p" + i).caller(CARD.get(i));
        for (int i = 0; i < 3; i++) KeptCall.searched(records, null, "游泳馆开门吗" + i, clock.instant());
        pass(Duration.ofMinutes(2));
        assertThat(refreshed()).hasSize(2);

        var later = Clock.offset(clock, KEEP.plusDays(1));
        assertThat(new Keeping(records, turns, KEEP, later).deleteOld()).isEqualTo(6);

        assertThat(misses.overview().clusters()).isEmpty();
        assertThat(records.sql()
                        .sql("select count(*) from miss")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aLongStoryOnTheTelephoneStopsNothing() {
        for (int i = 0; i < 3; i++) call("p" + i).caller("学生卡" + "是这么一回事".repeat(200));
        pass(Duration.ofMinutes(2));

        var cluster = refreshed().getFirst();

        assertThat(cluster.turns()).isEqualTo(3);
        assertThat(misses.nearest(cluster)).hasSize(1);
    }

    @Test
    void isTheSameClusterTheNextDay() {
        unrecognised(CARD);
        unrecognised(List.of("游泳馆开门吗", "游泳馆几点关", "游泳馆多少钱"));
        var first = refreshed();
        assertThat(first).hasSize(2);
        var card = first.stream()
                .filter(c -> c.title().startsWith("学生卡"))
                .findFirst()
                .orElseThrow();
        misses.decide(card.id(), MissState.PUT_OFF, "王编辑", "下周再说", null);

        pass(Duration.ofDays(1));
        unrecognised(List.of("学生卡补办流程", "学生卡哪里补"));
        var second = refreshed();

        assertThat(second)
                .extracting(MissCluster::id)
                .containsExactlyInAnyOrderElementsOf(
                        first.stream().map(MissCluster::id).toList());
        var later = misses.find(card.id()).orElseThrow();
        assertThat(later.turns()).isEqualTo(5);
        assertThat(later.days().values()).containsExactly(3, 2);
        assertThat(later.standing().state()).isEqualTo(MissState.PUT_OFF);
        assertThat(later.standing().by()).isEqualTo("王编辑");
    }

    @Test
    void tellsWhichAnswersWereNearestAndWhyTheyLost() {
        unrecognised(CARD);
        var cluster = refreshed().getFirst();

        assertThat(cluster.standing().proposed())
                .isEqualTo(new MissCluster.Proposal("huji-hukoubu-reissue", "process", 0.4));
        assertThat(misses.nearest(cluster))
                .singleElement()
                .satisfies(rival -> assertThat(rival.why())
                        .containsExactly("把握 40%，要 80% 才直接答", "比最像的少在：字面、最像的一句问法", "已公布的问法里最像的一句：“户口本丢了怎么补”（相似度 71%）"));
    }

    @Test
    void flagsWhatGrowsFasterThanChance() {
        for (int day = 0; day < 20; day++) {
            unrecognised("d" + day, "游泳馆开门吗");
            for (int i = 0; i < 20; i++) turn("n" + day + "-" + i, "你好", "smalltalk", "topic.greeting");
            pass(Duration.ofDays(1));
        }
        unrecognised("d20", "游泳馆开门吗");
        for (int i = 0; i < 12; i++) unrecognised("e" + i, CARD.get(i % 3));
        pass(Duration.ofHours(1));

        var clusters = refreshed();

        assertThat(clusters).hasSize(2);
        assertThat(clusters.getFirst().title()).startsWith("学生卡");
        assertThat(clusters.getFirst().isEarly()).isTrue();
        assertThat(clusters.getFirst().sign().seen()).isEqualTo(12);
        assertThat(clusters.getLast().isEarly()).isFalse();
    }

    @Test
    void oneCitizenWhoAsksOftenIsNoSign() {
        for (int day = 0; day < 20; day++) {
            turn("n" + day, "你好", "smalltalk", "topic.greeting");
            pass(Duration.ofDays(1));
        }
        for (int i = 0; i < 12; i++) unrecognised("one", CARD.get(i % 3));

        assertThat(refreshed()).singleElement().satisfies(cluster -> {
            assertThat(cluster.conversations()).isEqualTo(1);
            assertThat(cluster.isEarly()).isFalse();
        });
    }

    @Test
    void theSameWordsOftenAreAClusterAlone() {
        for (int i = 0; i < 3; i++) unrecognised("c" + i, "学生卡，怎么补？");
        unrecognised("c9", "没人再问的一句");

        assertThat(refreshed()).singleElement().satisfies(cluster -> {
            assertThat(cluster.wordings()).hasSize(1);
            assertThat(cluster.conversations()).isEqualTo(3);
        });
        assertThat(misses.overview().misses()).isEqualTo(4);
    }

    @Test
    void whatWasMendedOpensWhenItComesBack() {
        unrecognised(CARD);
        var id = refreshed().getFirst().id();
        assertThat(misses.decide(id, MissState.MENDED, "李编辑", null, "r2")).isTrue();
        pass(Duration.ofDays(1));
        unrecognised("x1", "学生卡怎么补");
        assertThat(refreshed().getFirst().standing().state()).isEqualTo(MissState.MENDED);

        unrecognised("x2", "学生卡怎么补");
        unrecognised("x3", "学生卡怎么补");
        var back = refreshed().getFirst();

        assertThat(back.id()).isEqualTo(id);
        assertThat(back.standing().state()).isEqualTo(MissState.OPEN);
        assertThat(back.standing().isBack()).isTrue();
        assertThat(back.standing().release()).isEqualTo("r2");
    }

    @Test
    void keepsNoWordsAndNothingOfWhoIsErased() {
        unrecognised("gone", CARD.get(0));
        unrecognised("gone", CARD.get(1));
        unrecognised("gone", CARD.get(2));
        var id = refreshed().getFirst().id();
        misses.decide(id, MissState.NOT_OURS, "王编辑", null, null);

        new Keeping(records, turns, KEEP, clock).erase("gone");

        assertThat(misses.overview().clusters()).isEmpty();
        for (var table : List.of("miss", "miss_cluster", "miss_wording"))
            assertThat(records.sql()
                            .sql("select * from " + table)
                            .query()
                            .listOfRows()
                            .toString())
                    .doesNotContain("学生卡", "gone");
        unrecognised("other", CARD.get(0));
        assertThat(refreshed()).singleElement().satisfies(cluster -> {
            assertThat(cluster.id()).isEqualTo(id);
            assertThat(cluster.standing().state()).isEqualTo(MissState.NOT_OURS);
        });
    }

    @Test
    void isMadeByOneServerAtATime() {
        unrecognised(CARD);
        try (var second = another()) {
            assertThat(new MissStore(records).take("a third server", clock.instant(), Duration.ofMinutes(30)))
                    .isTrue();
            assertThat(refresh.refresh()).isFalse();
            assertThat(second.refresh()).isFalse();

            pass(Duration.ofMinutes(31)); // it died
            assertThat(second.refresh()).isTrue();
            assertThat(refresh.refresh()).isTrue();
        }
        assertThat(misses.overview().clusters()).hasSize(1);
    }

    @Test
    void looksAtNothingOlderThanItsWindow() {
        unrecognised(CARD);
        assertThat(refreshed()).hasSize(1);
        pass(Duration.ofDays(30));

        assertThat(refreshed()).isEmpty();
        assertThat(records.sql()
                        .sql("select count(*) from miss_cluster")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
