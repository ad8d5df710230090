package banshi.channels.records;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database of records (记录库), brought to its present form when it is opened. Thread-safe; blocks.
 *
 * @param pool of connections
 * @param sql asks it
 * @param together makes several statements one
 */
public record Records(HikariDataSource pool, JdbcClient sql, TransactionTemplate together) implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final long PATIENCE_MILLIS = 5_000;

    /**
     * Opens it.
     *
     * @param data in which our own file lies where no database is set
     * @throws RuntimeException if it cannot be reached, or its form is not one of ours
     */
    public static Records open(RecordSettings settings, Path data) {
        var config = new HikariConfig();
        var url = settings.url();
        // what is committed is with the operating system at once: a killed server loses nothing that it said it has
        config.setJdbcUrl(
                url == null
                        ? "jdbc:h2:file:" + data.toAbsolutePath().normalize().resolve("records") + ";WRITE_DELAY=0"
                        : url);
        if (settings.user() != null) config.setUsername(settings.user());
        if (settings.password() != null) config.setPassword(settings.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setPoolName("records");
        var pool = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:banshi/channels/records")
                    .table("banshi_schema")
                    .placeholders(Map.of("bytes", url == null ? "varbinary(400)" : "bytea"))
                    .load()
                    .migrate();
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
        return new Records(
                pool, JdbcClient.create(pool), new TransactionTemplate(new DataSourceTransactionManager(pool)));
    }

    @Override
    public void close() {
        pool.close();
    }
}
