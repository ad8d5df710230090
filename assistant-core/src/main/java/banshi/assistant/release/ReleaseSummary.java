package banshi.assistant.release;

import banshi.corpus.yaml.ContentJson;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What a release is (版本摘要).
 *
 * @param id follows from the content, the engine and the encoder: the same input, the same id
 * @param matters with approved content
 * @param questions phrasings it learned from
 * @param encoder the fingerprint of the encoder
 */
public record ReleaseSummary(String id, Instant compiledAt, int matters, int templates, int questions, String encoder) {
    static ReleaseSummary read(Path folder) {
        return ContentJson.mapper().readValue(folder.resolve(Release.SUMMARY), ReleaseSummary.class);
    }

    void write(Path folder) {
        ContentJson.mapper().writeValue(folder.resolve(Release.SUMMARY), this);
    }
}
