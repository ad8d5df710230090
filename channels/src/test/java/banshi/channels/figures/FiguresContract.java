package banshi.channels.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.channels.conversation.MeasuredAssistant;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Handoffs;
import banshi.channels.records.Ratings;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import banshi.channels.web.NoDirectory;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is counted, in every database of records. */
abstract class FiguresContract {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20); // a Friday
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T04:00:00Z"), ZoneId.of("Asia/Shanghai"));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private int next;
    private Records records;
    private TurnRecords turns;
    private Figures figures;

    abstract Records open();

    @BeforeEach
    void start() {
        records = open();
        turns = new TurnRecords(records, new Pseudonyms(Secret.random()), words -> words, CLOCK, meters);
        figures = new Figures(
                records, turns, new EngineTimes(meters), new NoDirectory(), () -> Map.of("matters", 121), CLOCK);
    }

    @AfterEach
    void stop() {
        turns.close();
        records.close();
    }

    private String turn(String at, String channel, String act, @Nullable String matter, double confidence) {
        var id = "t" + next++;
        new JdbcTemplate(records.pool())
                .update(
                        "insert into turn (id, conversation, channel, said_at, said, act, matter, aspect, template, release_id, confidence, replied)"
                                + " values (?, 'c', ?, ?, '-', ?, ?, ?, ?, 'r1', ?, '')",
                        id,
                        channel,
                        Instant.parse(at).atOffset(ZoneOffset.UTC),
                        act,
                        matter,
                        matter == null ? null : "fee",
                        act.equals("decline") ? "builtin.decline" : "topic.x",
                        confidence);
        return id;
    }

    @Test
    void countsByHourAndChannelOfTheCity() {
        turn("2026-11-19T15:59:59Z", "web", "answer", "m1", 0.9); // the day before, in China
        turn("2026-11-19T16:00:00Z", "web", "answer", "m1", 0.9);
        turn("2026-11-19T16:30:00Z", "web", "clarify", null, 0.5);
        turn("2026-11-19T16:40:00Z", "web", "smalltalk", null, 0.1);
        turn("2026-11-20T15:59:59Z", "wechat", "decline", null, 0.1);
        turn("2026-11-20T16:00:00Z", "web", "answer", "m1", 0.9); // the day after

        var report = figures.report(DAY, DAY, null);

        assertThat(report.hours())
                .containsExactly(
                        new Figures.Hour(DAY, 0, "web", 3, 1, 2), new Figures.Hour(DAY, 23, "wechat", 1, 0, 1));
        assertThat(report.acts()).isEqualTo(Map.of("answer", 1L, "clarify", 1L, "smalltalk", 1L, "decline", 1L));
        assertThat(report.coverage().part()).isEqualTo(1);
        assertThat(report.coverage().whole()).isEqualTo(3);
        assertThat(figures.report(DAY, DAY, "wechat").hours()).hasSize(1);
        assertThat(report.contentHealth()).containsEntry("matters", 121);
    }

    @Test
    void tellsWhatCitizensThinkAndAsk() {
        var good = turn("2026-11-20T01:00:00Z", "web", "answer", "m1", 0.9);
        var bad = turn("2026-11-20T01:00:01Z", "web", "answer", "m2", 0.9);
        turn("2026-11-20T01:00:02Z", "web", "answer", "m2", 0.9);
        for (var opinion : Map.of(good, true, bad, false).entrySet())
            records.sql()
                    .sql("insert into feedback (turn, given_at, helpful) values (?, ?, ?)")
                    .params(opinion.getKey(), CLOCK.instant().atOffset(ZoneOffset.UTC), opinion.getValue())
                    .update();
        var ratings = new Ratings(records, CLOCK);
        ratings.keep(new Ratings.Rating("c1", "web", 5, List.of(), null));
        ratings.keep(new Ratings.Rating("c2", "web", 1, List.of(), null));
        var handoffs = new Handoffs(records, new Vault(Secret.random()), CLOCK);
        handoffs.ask("h1", "c1", "web", null);
        handoffs.ask("h2", "c2", "web", null);
        handoffs.take("h1", "agent-1", () -> {});

        var report = figures.report(DAY, DAY.plusDays(1), null);

        assertThat(report.precision().part()).isEqualTo(1);
        assertThat(report.precision().whole()).isEqualTo(2);
        assertThat(report.matters())
                .containsExactly(new Figures.Topped("m2", null, 2), new Figures.Topped("m1", null, 1));
        assertThat(report.aspects()).containsExactly(new Figures.Topped("fee", null, 3));
        assertThat(report.ratings()).containsExactly(1L, 0L, 0L, 0L, 1L);
        assertThat(report.satisfied().value()).isEqualTo(0.5);
        assertThat(report.handedOver()).isEqualTo(new Figures.HandedOver(2, 1, 1));
    }

    @Test
    void noticesThatConfidenceMoves() {
        for (int week = 0; week < 4; week++)
            for (int i = 0; i < 50; i++) turn("2026-10-2" + (2 + week) + "T01:00:00Z", "web", "answer", "m1", 0.95);
        for (int i = 0; i < 50; i++) turn("2026-11-17T01:00:00Z", "web", "answer", "m1", 0.35);

        var drift = figures.report(DAY, DAY, null).drift();

        assertThat(drift).singleElement().satisfies(week -> {
            assertThat(week.week()).isEqualTo(LocalDate.of(2026, 11, 16));
            assertThat(week.tenths().get(3)).isEqualTo(50);
            assertThat(week.index()).isGreaterThan(Drift.MOVED);
        });
    }

    @Test
    void tellsTheLatencyOfTheEngine() {
        assertThat(figures.report(DAY, DAY, null).latency()).isNull();
        var timer = Timer.builder(MeasuredAssistant.METER)
                .serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100))
                .register(meters);
        for (int i = 0; i < 97; i++) timer.record(Duration.ofMillis(5));
        for (int i = 0; i < 2; i++) timer.record(Duration.ofMillis(50));
        timer.record(Duration.ofSeconds(5));

        assertThat(figures.report(DAY, DAY, null).latency()).isEqualTo(new EngineTimes.Latency(100, 10.0, 10.0, 100.0));
    }

    @Test
    void refusesTooManyDaysAndNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> figures.report(DAY, DAY.minusDays(1), null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> figures.report(DAY.minusDays(Figures.MOST_DAYS), DAY, null))
                .withMessageContaining("180");
    }

    /** Not a test of speed: run with {@code -Dfigures.turns=1800000} it prints what the report of 180 days costs. */
    @Test
    void countsAllOfALotOfTurns() {
        int many = Integer.getInteger("figures.turns", 2_000);
        var start = DAY.minusDays(Figures.MOST_DAYS - 1)
                .atStartOfDay(CLOCK.getZone())
                .toInstant();
        long step = Duration.ofDays(Figures.MOST_DAYS).toMillis() / many;
        var sql = new JdbcTemplate(records.pool());
        for (int from = 0; from < many; from += 10_000) {
            var rows = new ArrayList<Object[]>();
            for (int i = from; i < Math.min(many, from + 10_000); i++)
                rows.add(new Object[] {
                    "t" + i,
                    "c" + i / 3,
                    List.of("web", "wechat", "hotline").get(i % 3),
                    start.plusMillis(i * step).atOffset(ZoneOffset.UTC),
                    "户口本丢了怎么补，要带什么材料去哪里办" + i,
                    i % 10 < 7 ? "answer" : "clarify",
                    "m" + i % 121,
                    "a" + i % 12,
                    (i % 100) / 100.0,
                    "可以网上办。打开浙里办搜“户口簿补领”，网上申请、邮寄到家，全程不用跑。".repeat(5)
                });
            records.together()
                    .executeWithoutResult(_ -> sql.batchUpdate(
                            "insert into turn (id, conversation, channel, said_at, said, act, matter, aspect, template, release_id, confidence, replied)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, 'x', 'r1', ?, ?)",
                            rows));
        }
        for (int time = 0; time < 3; time++) {
            long begun = System.nanoTime();
            var report = figures.report(DAY.minusDays(Figures.MOST_DAYS - 1), DAY, null);
            if (many > 100_000) System.out.printf("%d turns: %d ms%n", many, (System.nanoTime() - begun) / 1_000_000);

            assertThat(report.acts().values().stream().mapToLong(n -> n).sum()).isEqualTo(many);
            assertThat(report.coverage().value()).isEqualTo(0.7);
            assertThat(report.matters()).hasSize(20);
        }
    }
}
