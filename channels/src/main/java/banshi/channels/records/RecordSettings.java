package banshi.channels.records;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where records are kept and how long (记录设置), under {@code banshi.records}.
 *
 * @param url of a PostgreSQL database, {@code jdbc:postgresql://…}; null for a file of our own in the data folder
 * @param user of the database; null where the address tells
 * @param password likewise
 * @param keep after which records are deleted
 */
public record RecordSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("180d") Duration keep) {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the address is no PostgreSQL's or records would be kept less than a day; the message is for operators and shows no
     *     password
     */
    public RecordSettings {
        if (url != null && !url.startsWith("jdbc:postgresql:"))
            throw new IllegalArgumentException("banshi.records.url must begin with jdbc:postgresql:");
        if (keep.compareTo(Duration.ofDays(1)) < 0)
            throw new IllegalArgumentException("banshi.records.keep is " + keep + "; allowed: one day or more");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "RecordSettings[url=" + url + ", keep=" + keep + "]";
    }
}
