package banshi.channels.misses;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What was found before misses came from calls is still there. */
class MissMigrationTest {
    @TempDir
    private Path data;

    @Test
    void keepsTheMissesOfTurns() {
        var old = new DriverManagerDataSource("jdbc:h2:file:" + data.resolve("records"));
        Flyway.configure()
                .dataSource(old)
                .locations("classpath:banshi/channels/records")
                .table("banshi_schema")
                .placeholders(Map.of("bytes", "varbinary(400)"))
                .target("31")
                .load()
                .migrate();
        var sql = JdbcClient.create(old);
        sql.sql(
                        "insert into turn (id, conversation, channel, said_at, said, act, template, release_id, confidence, replied)"
                                + " values ('t1', 'c1', 'web', timestamp with time zone '2026-11-01 08:00:00+00', '学生卡怎么补', 'clarify', 'x', 'r1', 0.3, '')")
                .update();
        sql.sql(
                        "insert into miss_cluster (id, found_at, state) values ('k1', timestamp with time zone '2026-11-01 09:00:00+00', 'open')")
                .update();
        sql.sql("insert into miss (turn, cluster, kinds) values ('t1', 'k1', 'asked-back')")
                .update();

        try (var records = Records.open(new RecordSettings(null, null, null, Duration.ofDays(180)), data)) {
            assertThat(new MissStore(records).members()).singleElement().satisfies(member -> {
                assertThat(member.cluster()).isEqualTo("k1");
                assertThat(member.missed().place()).isEqualTo(new Place.OfTurn("t1"));
                assertThat(member.missed().said()).isEqualTo("学生卡怎么补");
                assertThat(member.missed().at()).isEqualTo("2026-11-01T08:00:00Z");
                assertThat(member.missed().kinds()).containsExactly(MissKind.ASKED_BACK);
            });
        }
    }
}
