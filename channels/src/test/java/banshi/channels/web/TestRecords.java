package banshi.channels.web;

import banshi.assistant.language.Masking;
import banshi.assistant.release.Explainer;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.channels.misses.MissRefresh;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Feedback;
import banshi.channels.records.Handoffs;
import banshi.channels.records.Keeping;
import banshi.channels.records.Ratings;
import banshi.channels.records.RecordDesk;
import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/** The records of tests, in a file that goes when they are done. */
record TestRecords(Records records, Map<Class<?>, Object> beans) {
    static TestRecords open(Clock clock) {
        try {
            var folder = Files.createTempDirectory("banshi-records");
            var keep = Duration.ofDays(180);
            var records = Records.open(new RecordSettings(null, null, null, keep), folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                records.close();
                delete(folder);
            }));
            var secret = Secret.random();
            var pseudonyms = new Pseudonyms(secret);
            var turns = new TurnRecords(records, pseudonyms, Masking::masked, clock, new SimpleMeterRegistry());
            return new TestRecords(
                    records,
                    Map.of(
                            Pseudonyms.class, pseudonyms,
                            RecordDesk.class, new RecordDesk(),
                            TurnRecords.class, turns,
                            Feedback.class, new Feedback(records, turns, clock),
                            Ratings.class, new Ratings(records, clock),
                            Handoffs.class, new Handoffs(records, new Vault(secret), clock),
                            Keeping.class, new Keeping(records, turns, keep, clock)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One whose encoder tells words apart by their first character. */
    MissRefresh refresh(Explainer explainer, Clock clock) {
        return new MissRefresh(
                records,
                (TurnRecords) beans.get(TurnRecords.class),
                new FirstCharacter(),
                explainer,
                Secret.random(),
                Duration.ofDays(180),
                clock);
    }

    private static final class FirstCharacter implements SentenceEncoder {
        @Override
        public float[] encode(String text) {
            var vector = new float[dimensions()];
            vector[text.charAt(0) % vector.length] = 1;
            return vector;
        }

        @Override
        public int dimensions() {
            return 16;
        }

        @Override
        public String fingerprint() {
            return "first-character";
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
