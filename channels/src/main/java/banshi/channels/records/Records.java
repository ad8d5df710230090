package banshi.channels.records;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
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
        // what is committed is with the operating system at once: a killed server loses nothing that it said it has.
        // Turns are written and hardly read: of H2's cache, 8 of its 32 MiB are enough
        config.setJdbcUrl(
                url == null
                        ? "jdbc:h2:file:" + data.toAbsolutePath().normalize().resolve("records")
                                + ";WRITE_DELAY=0;CACHE_SIZE=8192"
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

    /** Whether another server has our own file open. */
    public static boolean isInUse(Path data) {
        var file = data.resolve("records.mv.db");
        if (!Files.exists(file)) return false;
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException | OverlappingFileLockException e) {
            return true;
        }
    }

    /** Which database it is, and of which version. */
    public String product() {
        try (var connection = pool.getConnection()) {
            var about = connection.getMetaData();
            return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException("asking the database who it is: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
