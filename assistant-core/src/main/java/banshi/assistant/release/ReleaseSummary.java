package banshi.assistant.release;

import banshi.corpus.yaml.ContentJson;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a release is (版本摘要).
 *
 * @param id follows from the content, the engine and the encoder: the same input, the same id
 * @param matters with approved content
 * @param questions phrasings it learned from
 * @param soundUntil the last day on which nothing in it has expired; null where nothing expires
 * @param encoder the fingerprint of the encoder
 */
public record ReleaseSummary(
        String id,
        Instant compiledAt,
        int matters,
        int templates,
        int questions,
        @Nullable LocalDate soundUntil,
        String encoder) {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** The day in China on which it was compiled. */
    public LocalDate day() {
        return LocalDate.ofInstant(compiledAt, CHINA);
    }

    /** Whether content that was sound when it was compiled still is: only time can have changed that. */
    public boolean soundOn(LocalDate day) {
        return soundUntil == null || !day.isAfter(soundUntil);
    }

    /**
     * Of a compiled release.
     *
     * @throws tools.jackson.core.JacksonException if the folder is none or cannot be read
     */
    public static ReleaseSummary read(Path folder) {
        return ContentJson.mapper().readValue(folder.resolve(Release.SUMMARY), ReleaseSummary.class);
    }

    void write(Path folder) {
        ContentJson.mapper().writeValue(folder.resolve(Release.SUMMARY), this);
    }
}
